"""Measuring the live room: `python -m bench --people 200 --json FILE` (docs/performance.md).

The whole server runs on one core and the phones on the other. Beside Floke the same messages go
through two floors that keep everything in memory: bare Flask-SocketIO, and bare Socket.IO on Node.
Only loopback is loaded, for a bounded time.
"""
