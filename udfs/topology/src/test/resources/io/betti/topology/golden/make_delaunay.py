"""Makes delaunay.jsonl: Delaunay triangulations of random points by GUDHI's exact alpha complex.

Tool:     GUDHI 3.7.1 (Debian 12, python3-gudhi 3.7.1+dfsg-1), NumPy 1.24.2
Command:  /usr/bin/python3 make_delaunay.py > delaunay.jsonl   (in this folder)
Exact:    points are multiples of 2^-20, so their text is exact; cells are compared without
          tolerance. No four points are on one circle, no five on one sphere.

One line a cloud: {"tool", "axes", "points", "cells": top simplices, vertices rising, sorted}.
"""

import json

import gudhi
import numpy

random = numpy.random.RandomState(3)
for axes, size in [(2, 5), (2, 40), (2, 300), (2, 700), (3, 6), (3, 40), (3, 150), (3, 400)]:
    points = (random.randint(0, 1 << 20, (size, axes)) / float(1 << 20)).tolist()
    tree = gudhi.AlphaComplex(points=points, precision="exact").create_simplex_tree()
    cells = sorted(sorted(s) for s, _ in tree.get_simplices() if len(s) == axes + 1)
    line = {
        "tool": "GUDHI " + gudhi.__version__,
        "axes": axes,
        "points": points,
        "cells": cells,
    }
    print(json.dumps(line, separators=(",", ":")))
