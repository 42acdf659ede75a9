"""Makes gudhi_grids.jsonl: diagrams of grids by GUDHI, to test the engine against.

Tool:     GUDHI 3.7.1 (Debian 12, python3-gudhi 3.7.1+dfsg-1), NumPy 1.24.2
Command:  /usr/bin/python3 make_gudhi.py ../../../../../../../../../data/mnist > gudhi_grids.jsonl
          (in this folder; the argument is the project's data/mnist)
Exact:    values are whole numbers, so births and deaths are compared without tolerance.

cubical-t    CubicalComplex(top_dimensional_cells=grid); critical pixels by
             cofaces_of_persistence_pairs, given where all values differ (elsewhere GUDHI chooses
             one of several freely).
cubical-v    CubicalComplex has no vertex construction in this version. Every cell of the vertex
             complex becomes one top cell of a (2h - 1) x (2w - 1) grid, whose sublevel sets have
             the homotopy type of the vertex complex's; values as lower stars.
freudenthal  SimplexTree over the triangulation, main diagonals, lower stars.

Superlevel is sublevel of the negated grid, negated back. Bars of length zero are left out.
One line a diagram: {"complex", "direction", "image" (index in the MNIST test set) or "grid" (rows),
"dim", "bars": [[birth, death or null]], "cells": [[birth vertex, death vertex or null]] or absent}.
"""

import gzip
import json
import os
import sys

import gudhi
import numpy as np


def cubical(values):
    """Bars of a grid of top cells by dimension, each with the two top cells."""
    complex_ = gudhi.CubicalComplex(top_dimensional_cells=values)
    complex_.compute_persistence(homology_coeff_field=2)
    h, w = values.shape
    flat = values.ravel()
    regular, essential = complex_.cofaces_of_persistence_pairs()
    bars = {0: [], 1: []}

    def pixel(index):  # GUDHI numbers the cells of an array column by column
        return int(index % h * w + index // h)

    for dim, pairs in enumerate(regular):
        for b, d in pairs:
            b, d = pixel(b), pixel(d)
            if flat[b] != flat[d]:
                bars[dim].append((flat[b], flat[d], b, d))
    for dim, births in enumerate(essential):
        bars[dim] += [(flat[pixel(b)], None, pixel(b), None) for b in births.ravel()]
    for dim in (0, 1):  # the indices mean what we take them to mean
        intervals = complex_.persistence_intervals_in_dimension(dim)
        told = sorted((b, np.inf if d is None else d) for b, d, _, _ in bars[dim])
        assert told == sorted(map(tuple, intervals.tolist())), (told, intervals)
    return bars


def top_cells(values):
    return cubical(values.astype(float))


def vertices(values):
    h, w = values.shape
    fine = np.empty((2 * h - 1, 2 * w - 1))
    for y in range(2 * h - 1):
        for x in range(2 * w - 1):
            fine[y, x] = values[y // 2 : (y + 1) // 2 + 1, x // 2 : (x + 1) // 2 + 1].max()
    where = {v: i for i, v in reversed(list(enumerate(values.ravel().tolist())))}
    return {
        dim: [(b, d, where[b], None if d is None else where[d]) for b, d, _, _ in bars]
        for dim, bars in cubical(fine).items()
    }


def triangulation(values):
    h, w = values.shape
    flat = values.ravel().astype(float)
    tree = gudhi.SimplexTree()

    def insert(*simplex):
        tree.insert(list(simplex), max(flat[v] for v in simplex))

    for v in range(h * w):
        insert(v)
    for i in range(h):
        for j in range(w):
            v = i * w + j
            if j + 1 < w:
                insert(v, v + 1)
            if i + 1 < h:
                insert(v, v + w)
            if i + 1 < h and j + 1 < w:
                insert(v, v + w + 1)
                insert(v, v + 1, v + w + 1)
                insert(v, v + w, v + w + 1)
    tree.compute_persistence(homology_coeff_field=2, persistence_dim_max=True)
    where = {x: i for i, x in reversed(list(enumerate(flat.tolist())))}
    bars = {0: [], 1: []}
    for dim in (0, 1):
        for b, d in tree.persistence_intervals_in_dimension(dim):
            d = None if np.isinf(d) else d
            if b != d:
                bars[dim].append((b, d, where[b], None if d is None else where[d]))
    return bars


BY_NAME = {"freudenthal": triangulation, "cubical-t": top_cells, "cubical-v": vertices}


def lines(grid, key, complexes):
    for name in complexes:
        for direction, sign in (("sublevel", 1), ("superlevel", -1)):
            for dim, bars in BY_NAME[name](sign * grid.astype(int)).items():
                bars.sort(key=lambda bar: (np.inf if bar[1] is None else bar[1] - bar[0], bar[:1]))
                line = {"complex": name, "direction": direction, **key, "dim": dim}
                line["bars"] = [
                    [sign * int(b), None if d is None else sign * int(d)] for b, d, _, _ in bars
                ]
                if len(np.unique(grid)) == grid.size:
                    line["cells"] = [[b, d] for _, _, b, d in bars]
                print(json.dumps(line, separators=(",", ":")))


def main():
    with gzip.open(os.path.join(sys.argv[1], "t10k-images-idx3-ubyte.gz")) as file:
        images = np.frombuffer(file.read(), np.uint8, 20 * 784, 16).reshape(20, 28, 28)
    for n, image in enumerate(images):
        lines(image, {"image": n}, ["cubical-t", "cubical-v"])
        lines(image, {"image": n}, ["freudenthal"] if n < 10 else [])
    random = np.random.RandomState(20)
    shapes = [(1, 1), (1, 9), (9, 1), (2, 2), (3, 3), (5, 7), (7, 5), (8, 8), (10, 9)]
    for shape in shapes:
        size = shape[0] * shape[1]
        grids = [random.permutation(size), random.randint(0, 2, size), random.randint(0, 4, size)]
        for grid in grids:
            grid = grid.reshape(shape)
            lines(grid, {"grid": grid.tolist()}, list(BY_NAME))


if __name__ == "__main__":
    main()
