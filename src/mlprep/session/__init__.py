"""Quiz and mock as flows that see the world through ports. Pure: no screen, no database, no clock of their own."""
