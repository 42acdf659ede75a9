"""Writes npy/*.npy and mat/*.mat beside it: small files by NumPy and SciPy that the tests read.

python3 foreign.py    (made with NumPy 1.24.2, SciPy 1.10.1)

Element [n][i][j][k] is v = (37 n + 11 i + 5 j + 3 k) mod 251, as v for unsigned types, v - 100 for
int8 up to 127 (mod 100), v - 100 for other signed ones, v / 4 - 10 for floats, v mod 2 for bool. In
three dimensions n is 0.
"""
import os

import numpy as np
from scipy.io import savemat

here = os.path.dirname(os.path.abspath(__file__))


def values(shape):
    n, i, j, k = np.indices(shape if len(shape) == 4 else (1,) + shape)
    v = (37 * n + 11 * i + 5 * j + 3 * k) % 251
    return v if len(shape) == 4 else v[0]


def typed(v, dtype):
    kind = np.dtype(dtype).kind
    if kind == "b":
        return (v % 2).astype(dtype)
    if kind == "f":
        return (v / 4 - 10).astype(dtype)
    if kind == "i":
        return (v % 100 - 100 if np.dtype(dtype).itemsize == 1 else v - 100).astype(dtype)
    return v.astype(dtype)


def npy(name, array, version=None):
    with open(os.path.join(here, "npy", name + ".npy"), "wb") as out:
        np.lib.format.write_array(out, array, version=version)


for dtype in "|u1 |b1 |i1 <i2 >i2 <u2 >u2 <i4 >i4 <u4 >u4 <i8 >i8 <u8 >u8 <f4 >f4 <f8 >f8".split():
    order = {"<": "little-", ">": "big-", "|": ""}[dtype[0]]
    npy(order + dtype[1:], typed(values((5, 3, 4, 2)), dtype))
npy("version2", typed(values((5, 3, 4, 2)), "<f4"), (2, 0))
npy("version3", typed(values((5, 3, 4, 2)), "<f4"), (3, 0))
npy("fortran", np.asfortranarray(typed(values((3, 4, 2)), "<f8")))
npy("fortran-rows", np.asfortranarray(typed(values((5, 3, 4, 2)), "<f4")))
npy("labels", np.array([3, -1, 4, 1, 5], dtype="<i8"))
npy("half", np.zeros((2, 2), "<f2"))
npy("complex", np.zeros((2, 2), "<c8"))
npy("text", np.array(["a", "bc"]))
npy("fields", np.zeros(3, [("x", "<f4"), ("y", "<i4")]))
npy("number", np.array(3.5))
npy("beyond", np.array([[1, 2**53 + 1]], dtype="<i8"))

v = values((3, 4, 5))
variables = {
    "uint8": typed(v, "u1"),
    "logical": typed(v, "b1"),
    "double": typed(v, "f8"),
    "whole-double": v.astype("f8"),
    "single": typed(v, "f4"),
    "int16": typed(v, "i2"),
}
for name, array in variables.items():
    for compressed in (True, False):
        path = os.path.join(here, "mat", name + ("" if compressed else "-plain") + ".mat")
        savemat(path, {"model": "chair", "instance": array}, do_compression=compressed)
savemat(os.path.join(here, "mat", "other.mat"), {"voxels": v.astype("u1")}, do_compression=True)
savemat(os.path.join(here, "mat", "cell.mat"), {"instance": np.array([1, "a"], dtype=object)})
