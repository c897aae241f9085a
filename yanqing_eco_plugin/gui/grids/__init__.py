"""The Grid dock and the tools that redraw inspection grids on the map."""
