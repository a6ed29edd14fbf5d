"""Maps drawn by the server: that of the front page, the strip of a country."""
