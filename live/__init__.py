"""The wire: one writer, the boards, the sockets."""
