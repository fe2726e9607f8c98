"""Simulated people who use the real server as people do: its pages, its forms, its sockets."""
