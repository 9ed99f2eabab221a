"""Files as people have them -> sheets: rows of cells, whatever the program that wrote them."""
