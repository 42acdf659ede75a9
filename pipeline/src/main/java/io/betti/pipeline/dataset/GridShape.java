package io.betti.pipeline.dataset;

/**
 * What a grid's header tells.
 *
 * @param shape sizes of the axes, row-major, last axis fastest
 * @param kind of the values
 */
record GridShape(int[] shape, ValueKind kind) {}
