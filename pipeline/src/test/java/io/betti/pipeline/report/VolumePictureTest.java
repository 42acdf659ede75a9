package io.betti.pipeline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What a volume looks like. */
class VolumePictureTest {
  private static final int EDGE = 16;
  private static final int SIDE = VolumePicture.SIDE;

  /** A box of voxels, both ends included, in an order of axes. */
  private static float[] box(VolumeAxes axes, int[] from, int[] to) {
    float[] volume = new float[EDGE * EDGE * EDGE];
    for (int x = from[0]; x <= to[0]; x++) {
      for (int y = from[1]; y <= to[1]; y++) {
        for (int z = from[2]; z <= to[2]; z++) {
          volume[axes.index(EDGE, x, y, z)] = 1;
        }
      }
    }
    return volume;
  }

  private static float[] picture(int[] from, int[] to) {
    return VolumePicture.of(box(VolumeAxes.ZYX, from, to), EDGE, VolumeAxes.ZYX, 1).values();
  }

  /** Mean row and column of what is not black, and its largest value. */
  private static double[] look(float[] picture) {
    double row = 0;
    double column = 0;
    double count = 0;
    double most = 0;
    for (int i = 0; i < picture.length; i++) {
      if (picture[i] > 0) {
        row += i / SIDE;
        column += i % SIDE;
        count++;
        most = Math.max(most, picture[i]);
      }
    }
    return new double[] {row / count, column / count, most, count};
  }

  @Test
  void nothingIsBlack_andFaintIsNothing() {
    float[] faint = new float[EDGE * EDGE * EDGE];
    Arrays.fill(faint, 0.49f);
    Images images = VolumePicture.of(faint, EDGE, VolumeAxes.ZYX, 3);
    assertThat(images.values()).hasSize(SIDE * SIDE).containsOnly(0);
    assertThat(images.columns()).isEqualTo(3);
  }

  @Test
  void wholeCubeIsInTheMiddleAndInThePicture() {
    double[] cube = look(picture(new int[] {0, 0, 0}, new int[] {15, 15, 15}));
    assertThat(cube[0]).isBetween(SIDE / 2 - 1.0, SIDE / 2 + 0.0);
    assertThat(cube[1]).isBetween(SIDE / 2 - 1.0, SIDE / 2 + 0.0);
    // Its outline is the sum of three faces' areas times how far they look towards the eye.
    double turn = Math.toRadians(35);
    double rise = Math.toRadians(25);
    double seen = Math.sin(rise) + Math.cos(rise) * (Math.sin(turn) + Math.cos(turn));
    double pixels = seen * SIDE * SIDE / (1.5 * 1.5);
    assertThat(cube[3]).isBetween(0.97 * pixels, 1.06 * pixels);
  }

  @Test
  void upIsUp_rightIsRight_andNearIsLighter() {
    double[] middle = look(picture(new int[] {7, 7, 7}, new int[] {8, 8, 8}));
    double[] above = look(picture(new int[] {7, 7, 13}, new int[] {8, 8, 14}));
    double[] right = look(picture(new int[] {13, 7, 7}, new int[] {14, 8, 8}));
    double[] behind = look(picture(new int[] {7, 13, 7}, new int[] {8, 14, 8}));
    assertThat(above[0]).isLessThan(middle[0] - 10);
    assertThat(above[1]).isBetween(middle[1] - 1, middle[1] + 1);
    assertThat(right[1]).isGreaterThan(middle[1] + 10);
    assertThat(behind[0]).isLessThan(middle[0]);
    assertThat(behind[2]).isLessThan(middle[2]);
  }

  @Test
  void whatIsInFrontHidesWhatIsBehind() {
    float[] wall = picture(new int[] {0, 0, 0}, new int[] {15, 1, 15});
    float[] both = box(VolumeAxes.ZYX, new int[] {0, 0, 0}, new int[] {15, 1, 15});
    both[VolumeAxes.ZYX.index(EDGE, 8, 4, 6)] = 1;
    assertThat(VolumePicture.of(both, EDGE, VolumeAxes.ZYX, 1).values()).isEqualTo(wall);
  }

  @Test
  void sameThingLooksTheSameInAnyOrderOfAxes() {
    int[] from = {2, 5, 1};
    int[] to = {4, 13, 9};
    float[] zyx = box(VolumeAxes.ZYX, from, to);
    float[] xyz = box(VolumeAxes.XYZ, from, to);
    assertThat(zyx).isNotEqualTo(xyz);
    float[] picture = VolumePicture.of(zyx, EDGE, VolumeAxes.ZYX, 1).values();
    assertThat(VolumePicture.of(xyz, EDGE, VolumeAxes.XYZ, 1).values()).isEqualTo(picture);
    assertThat(VolumePicture.of(xyz, EDGE, VolumeAxes.ZYX, 1).values()).isNotEqualTo(picture);
  }

  @Test
  void ordersAreParsed_andPartsOfVolumesRefused() {
    assertThat(VolumeAxes.parse("XYZ")).isEqualTo(VolumeAxes.XYZ).hasToString("xyz");
    assertThatThrownBy(() -> VolumeAxes.parse("yxz")).hasMessageContaining("zyx or xyz");
    assertThatThrownBy(() -> VolumePicture.of(new float[9], 2, VolumeAxes.ZYX, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("edge 2");
  }
}
