package io.betti.jobs;

import io.betti.jobs.failure.JobFailure;
import io.betti.jobs.output.InputFile;
import io.betti.jobs.output.OutputFolder;
import io.betti.jobs.output.OutputLayout;
import io.betti.jobs.output.OutputMode;
import io.betti.jobs.output.RunIdentity;
import io.betti.pipeline.dataset.MeshFile;
import io.betti.pipeline.dataset.UnreadableDataException;
import io.betti.pipeline.voxel.SolidVoxelizer;
import io.betti.pipeline.voxel.UpAxis;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Solid voxel grids of meshes, in several rotations. */
@Command(
    name = "voxelize",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Solid voxel grids of meshes (OBJ, OFF, PLY) in rotations about their upright axis, as one"
          + " IDX file.",
      ""
    },
    footer = {
      "",
      "A voxel is 1 if the surface meets it or it cannot be reached from outside, else 0; an open",
      "shell stays a shell. Output: DIR/voxels-idx4-ubyte.gz, unsigned bytes of four axes, item,",
      "z upwards, y, x; DIR/index.csv, for each item id, file, rotation in degrees, occupied",
      "voxels, components (freudenthal), bounding box. Beside them: metrics.json, report.html,",
      "perhaps _bad_records. Files stand in the order of their paths, each with its rotations."
    })
final class VoxelizeJob implements Callable<Integer> {
  static final String VOXELS = "voxels-idx4-ubyte.gz";
  static final String INDEX = "index.csv";

  @Option(
      names = "--input",
      required = true,
      paramLabel = "PATH",
      description = "A mesh, a folder of them, or a pattern such as 'chairs/*/*.off'.")
  private String input;

  @Option(
      names = "--size",
      paramLabel = "N",
      defaultValue = "32",
      description = "Voxels along each edge of a grid, at most 1024 (default: 32).")
  private int size;

  @Option(
      names = "--margin",
      paramLabel = "M",
      defaultValue = "1",
      description =
          "Empty voxels on each side: a mesh's longest edge takes N - 2M voxels (default: 1).")
  private int margin;

  @Option(
      names = "--rotations",
      paramLabel = "K",
      defaultValue = "1",
      description =
          "Rotations about the upright axis, evenly around the circle from 0 degrees on"
              + " (default: 1).")
  private int rotations;

  @Option(
      names = "--up",
      paramLabel = "AXIS",
      defaultValue = "z",
      description =
          "The meshes' upright axis: y, as in most OBJ files, or z, as in ModelNet (default: z).")
  private UpAxis up;

  @Option(names = "--output", required = true, paramLabel = "DIR", description = "Output folder.")
  private String output;

  @Mixin private JobOptions options;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    JobRun run = JobRun.of(spec, options);
    run.require(size >= 1, "--size", size, 1);
    run.require(margin >= 0, "--margin", margin, 0);
    run.require(rotations >= 1, "--rotations", rotations, 1);
    if (options.mode == OutputMode.APPEND) {
      throw JobFailure.usage(
          "--mode append cannot be", "voxelize writes one file, which is not added to");
    }
    SolidVoxelizer voxelizer = voxelizer();
    List<MeshFile> files = files(run);
    OutputFolder folder = OutputFolder.at(output, layout(), run.hadoop());
    RunIdentity identity =
        new RunIdentity(
            "voxelize",
            Version.ofBetti(),
            table(),
            Map.of("checkpoint-rows", Long.toString(options.checkpointRows)),
            files.stream().map(f -> new InputFile(f.path(), f.length(), f.modified())).toList());
    JobPlan plan =
        new JobPlan(
            folder, identity, List.of(), steps(files), null, description(run, voxelizer, files));
    return run.execute(
        plan, new VoxelizeWork(run, plan, options, new MeshVoxels(voxelizer, files))::compute);
  }

  private static OutputLayout layout() {
    return new OutputLayout(
        "", List.of("metrics.json", "report.html", OutputLayout.BAD_RECORDS, VOXELS, INDEX));
  }

  private SolidVoxelizer voxelizer() {
    try {
      return new SolidVoxelizer(size, margin, up, rotations);
    } catch (IllegalArgumentException e) {
      throw JobFailure.usage("--size " + size + " with --margin " + margin, e.getMessage());
    }
  }

  /** All but points, which have no surface. */
  private List<MeshFile> files(JobRun run) {
    List<MeshFile> files = found(run).stream().filter(MeshFile::isSurface).toList();
    if (files.isEmpty()) {
      throw JobFailure.of(
          "--input " + input + " has points only", "voxels are made of OBJ, OFF or PLY meshes");
    }
    if ((long) files.size() * rotations > Integer.MAX_VALUE) {
      throw JobFailure.usage(
          files.size() + " meshes in " + rotations + " rotations are more than an IDX file holds",
          "name a part of them by --input, or ask for fewer --rotations");
    }
    return files;
  }

  private List<MeshFile> found(JobRun run) {
    try {
      return MeshFile.list(input, run.hadoop());
    } catch (UnreadableDataException e) {
      throw JobFailure.because(
          e, "cannot read --input " + input, e.path() + ": " + e.problem(), e.remedy());
    }
  }

  /** Steps of so many meshes that their grids are at most the rows of a checkpoint, or one mesh. */
  private List<Step> steps(List<MeshFile> files) {
    long most = Math.max(1, options.checkpointRows / rotations);
    List<Step> steps = new ArrayList<>();
    for (long from = 0; from < files.size(); from += most) {
      long to = Math.min(files.size(), from + most);
      steps.add(new Step(String.format(Locale.ROOT, "%05d", steps.size()), null, from, to));
    }
    return steps;
  }

  private Map<String, String> table() {
    Map<String, String> table = new LinkedHashMap<>();
    table.put("size", Integer.toString(size));
    table.put("margin", Integer.toString(margin));
    table.put("rotations", Integer.toString(rotations));
    table.put("up", up.toString());
    return table;
  }

  private Map<String, String> description(
      JobRun run, SolidVoxelizer voxelizer, List<MeshFile> files) {
    Map<String, String> description = new LinkedHashMap<>();
    long grids = (long) files.size() * rotations;
    description.put(
        "read",
        String.format(
            Locale.ROOT,
            "%s: %,d meshes, %,d bytes",
            input,
            files.size(),
            files.stream().mapToLong(MeshFile::length).sum()));
    description.put(
        "compute",
        String.format(
            Locale.ROOT,
            "%,d solid grids of %d x %d x %d voxels, margin %d, %s up",
            grids,
            size,
            size,
            size,
            margin,
            up));
    if (options.dryRun) {
      double seconds = MeshVoxels.secondsPerMesh(voxelizer, files, run.hadoop());
      description.put(
          "estimate",
          String.format(
              Locale.ROOT,
              "%.1f s of computing on one core, %,.1f MB uncompressed, by the first meshes",
              seconds * files.size(),
              grids * Math.pow(size, 3) / 1e6));
    }
    return description;
  }
}
