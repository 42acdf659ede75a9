package io.betti.pipeline.report;

import io.betti.pipeline.voxel.VoxelGrid;
import io.betti.topology.complex.Grid;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The report of a file of voxel grids: how many and how full, some of them, run facts. */
public final class VoxelsReport {
  private static final int PICTURE = 180;

  private VoxelsReport() {}

  /**
   * What the report shows.
   *
   * @param title its heading
   * @param settings how the grids were made, on one line
   * @param headline numbers by name, in the order to be shown
   * @param samples grids to show, in the order in which they are to stand
   * @param facts settings, versions, times: by name, in the order to be shown
   */
  public record Data(
      String title,
      String settings,
      Map<String, String> headline,
      List<Sample> samples,
      Map<String, String> facts) {}

  /**
   * A grid to show.
   *
   * @param heading what it is of
   * @param grid its voxels
   */
  public record Sample(String heading, VoxelGrid grid) {}

  /** The report as one HTML file. */
  public static String render(Data data) {
    Report report = new Report(data.title(), data.settings());
    report.headline(new LinkedHashMap<>(data.headline()));
    if (!data.samples().isEmpty()) {
      report
          .section("Some grids")
          .note(
              "Each from three sides; the nearer a voxel, the lighter it is. Front looks along y,"
                  + " side along x, both with z upwards; top looks down, with y upwards.");
    }
    for (Sample sample : data.samples()) {
      List<Report.Captioned> views = new ArrayList<>();
      for (View view : View.values()) {
        String name = view.name().toLowerCase(java.util.Locale.ROOT);
        views.add(
            new Report.Captioned(
                view.picture(sample.grid(), sample.heading() + ", " + name), name));
      }
      report.card(sample.heading(), views);
    }
    return report.section("Run").facts(data.facts()).render();
  }

  /** A side from which a grid is looked at. */
  private enum View {
    FRONT,
    SIDE,
    TOP;

    Figure picture(VoxelGrid grid, String description) {
      int n = grid.size();
      float[] lightness = new float[n * n];
      for (int row = 0; row < n; row++) {
        for (int column = 0; column < n; column++) {
          int depth = 0;
          while (depth < n && !isOccupied(grid, n - 1 - row, column, depth)) {
            depth++;
          }
          lightness[row * n + column] = depth == n ? 0 : 1 - 0.75f * depth / n;
        }
      }
      return GridPlot.of(Grid.of(n, n), lightness, new ValueRange(0, 1), PICTURE, description);
    }

    private boolean isOccupied(VoxelGrid grid, int up, int right, int depth) {
      return switch (this) {
        case FRONT -> grid.isOccupied(up, depth, right);
        case SIDE -> grid.isOccupied(up, right, grid.size() - 1 - depth);
        case TOP -> grid.isOccupied(grid.size() - 1 - depth, up, right);
      };
    }
  }
}
