"""What the map can show: the socket, and the forms of layer that rooms build on."""
