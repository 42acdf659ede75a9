"""Makes gudhi_volumes.jsonl: diagrams of volumes by GUDHI, to test the engine against.

Tool:     GUDHI 3.7.1 (Debian 12, python3-gudhi 3.7.1+dfsg-1), NumPy 1.24.2
Command:  /usr/bin/python3 make_gudhi_volumes.py > gudhi_volumes.jsonl (in this folder)
Exact:    values are whole numbers, so births and deaths are compared without tolerance.

cubical-t    CubicalComplex(top_dimensional_cells=grid).
cubical-v    CubicalComplex has no vertex construction in this version. Every cell of the vertex
             complex becomes one top cell of a grid of (2d - 1) x (2h - 1) x (2w - 1), whose sublevel
             sets have the homotopy type of the vertex complex's; values as lower stars.
freudenthal  SimplexTree over Kuhn's subdivision (in each cube one tetrahedron for each order of the
             axes, from the least corner to the greatest), lower stars.

Superlevel is sublevel of the negated grid, negated back. Bars of length zero are left out.
One line a volume: {"shape": [d, h, w], "values": row-major, and for each complex and direction
"complex direction": [bars of PD0, of PD1, of PD2]}, a bar [birth, death or null]; where all values
differ, so that a value tells its voxel, the bars tell the critical voxels too.
"""

import itertools
import json

import gudhi
import numpy as np


def bars_of(complex_):
    out = []
    for dim in range(3):
        bars = complex_.persistence_intervals_in_dimension(dim)
        out.append([(b, d) for b, d in bars if b != d])
    return out


def top_cells(values):
    complex_ = gudhi.CubicalComplex(top_dimensional_cells=values.astype(float))
    complex_.compute_persistence(homology_coeff_field=2)
    return bars_of(complex_)


def vertices(values):
    fine = np.empty([2 * n - 1 for n in values.shape])
    for at in np.ndindex(fine.shape):
        fine[at] = values[tuple(slice(x // 2, (x + 1) // 2 + 1) for x in at)].max()
    return top_cells(fine)


def triangulation(values):
    tree = gudhi.SimplexTree()
    flat = values.ravel().astype(float)
    for v in range(flat.size):
        tree.insert([v], flat[v])
    simplices = set()
    for at in np.ndindex(values.shape):
        for order in itertools.permutations(range(3)):
            corner = list(at)
            path = [np.ravel_multi_index(corner, values.shape)]
            for axis in order:
                if corner[axis] + 1 < values.shape[axis]:
                    corner[axis] += 1
                    path.append(np.ravel_multi_index(corner, values.shape))
            for k in range(1, len(path) + 1):
                simplices.update(itertools.combinations(map(int, path), k))
    for simplex in sorted(simplices, key=len):
        tree.insert(list(simplex), max(flat[v] for v in simplex))
    tree.compute_persistence(homology_coeff_field=2, persistence_dim_max=True)
    return bars_of(tree)


BY_NAME = {"freudenthal": triangulation, "cubical-t": top_cells, "cubical-v": vertices}


def line(values):
    out = {"shape": list(values.shape), "values": [int(v) for v in values.ravel()]}
    for name, diagram in BY_NAME.items():
        for direction, sign in (("sublevel", 1), ("superlevel", -1)):
            out[name + " " + direction] = [
                sorted(
                    [sign * int(b), None if np.isinf(d) else sign * int(d)] for b, d in bars
                    if not np.isinf(d)
                )
                + [[sign * int(b), None] for b, d in bars if np.isinf(d)]
                for bars in diagram(sign * values)
            ]
    print(json.dumps(out, separators=(",", ":")))


def main():
    random = np.random.RandomState(30)
    shapes = [(2, 2, 2), (3, 3, 3), (1, 4, 5), (4, 1, 5), (2, 3, 6), (5, 5, 5), (7, 6, 5), (8, 8, 8)]
    for shape in shapes:
        size = int(np.prod(shape))
        line(random.permutation(size).reshape(shape))
        line(random.randint(0, 2, shape))
        line(random.randint(0, 4, shape))
    smooth = random.randn(14, 13, 12)
    for axis in range(3):
        smooth = sum(np.roll(smooth, k, axis) * w for k, w in zip(range(-2, 3), (1, 4, 6, 4, 1)))
    line(np.argsort(np.argsort(smooth.ravel())).reshape(smooth.shape))
    line((smooth > 0).astype(int) + (smooth > 8))


if __name__ == "__main__":
    main()
