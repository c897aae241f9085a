"""Map tools that redraw inspection grids, one gesture each."""
