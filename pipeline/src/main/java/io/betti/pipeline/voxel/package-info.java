/**
 * Voxels from meshes: {@link io.betti.pipeline.voxel.SolidVoxelizer} makes a {@link
 * io.betti.pipeline.voxel.VoxelGrid} of a surface of triangles.
 */
package io.betti.pipeline.voxel;
