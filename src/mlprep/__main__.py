"""Entry point, and the one place where errors become a message and an exit code."""

from __future__ import annotations

import sys

from mlprep.errors import MlprepError

INTERRUPTED = 130


def main() -> None:
    from mlprep.cli.app import app

    try:
        app()
    except MlprepError as error:
        if "--debug" in sys.argv:
            raise
        from mlprep.terminal.safe import clean, make_encodable

        make_encodable(sys.stderr)
        sys.stderr.write(f"mlprep: {clean(str(error))}\n")
        sys.exit(error.exit_code)
    except OSError as error:
        if "--debug" in sys.argv:
            raise
        sys.stderr.write(f"mlprep: {error.strerror or error}\n")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
