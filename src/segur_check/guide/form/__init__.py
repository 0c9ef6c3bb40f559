"""The page that `init` leaves beside an empty request: what to write, key by key, and which papers to attach."""
