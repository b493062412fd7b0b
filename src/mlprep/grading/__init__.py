"""Text in, `Grade` out: which key points an answer states, misses or gets wrong. Pure."""
