package io.betti.jobs;

import io.betti.jobs.failure.JobFailure;
import io.betti.jobs.output.OutputFolder;
import io.betti.jobs.output.OutputFormat;
import io.betti.jobs.output.OutputLayout;
import io.betti.jobs.output.OutputMode;
import io.betti.jobs.output.RunIdentity;
import io.betti.jobs.settings.Choices;
import io.betti.jobs.settings.EssentialChoice;
import io.betti.jobs.settings.Scale;
import io.betti.pipeline.evaluation.ByteNoise;
import io.betti.topology.distance.GroundNorm;
import io.betti.topology.distance.WassersteinOptions;
import io.betti.topology.metric.Bootstrap;
import io.betti.topology.metric.TieBreak;
import io.betti.topology.metric.TiePolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Scores of generated items against reference items. Long because most of it is the declaration of
 * its options, which picocli wants in one place with their checks.
 */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Scores of generated grids, point clouds or diagrams against reference ones, exact on whole"
          + " sets, by the L2 distance and by the Wasserstein distance of persistence diagrams,"
          + " beside the same scores of real items.",
      ""
    },
    footer = {
      "",
      "Output: DIR/neighbours, the nearest of each item: distance string (l2, wasserstein), side",
      "string (reference: the nearest generated one; generated: the nearest reference), id long,",
      "label int, neighbour long, neighbour_label int, value double, tied boolean. Beside it:",
      "metrics.json, report.html, perhaps _bad_records.",
      "",
      "MMD: mean over the reference of the distance to the nearest generated item. COV: share of",
      "the reference that is the nearest of some generated item. 1nna: share of all items whose",
      "nearest other is of their own set, 0.5 if the sets are alike. An item reaches to its K-th",
      "nearest of its own set; precision: share of generated items within reach of a reference",
      "item; recall: the other way round; density: by how many reference items, divided by K;",
      "coverage_k: share of the reference with a generated item within its reach."
    })
final class EvaluateJob implements Callable<Integer> {
  private static final double CONFIDENCE = 0.95;

  /** Of an item on the driver: id, label, nearest by two distances, states of the metrics. */
  private static final double DRIVER_BYTES = 600;

  @Option(
      names = "--reference",
      required = true,
      paramLabel = "PATH",
      description = "The real items.")
  private String reference;

  @Option(
      names = "--generated",
      required = true,
      paramLabel = "PATH",
      description = "The items that are scored.")
  private String generated;

  @Option(
      names = "--ceiling",
      paramLabel = "PATH",
      description =
          "More real items, scored in the place of the generated ones (default: one half of the"
              + " reference, against the other half).")
  private String ceiling;

  @Option(
      names = "--input-format",
      paramLabel = "FORMAT",
      defaultValue = "idx",
      description =
          "Of grids idx, npy, raw, binvox, voxmat or images; of clouds csv or meshes; of diagrams,"
              + " as the job diagrams writes them, parquet or json (default: idx).")
  private String inputFormat;

  @Option(
      names = "--input-options",
      paramLabel = "NAME=VALUE;...",
      description = "Options of the format, as 'shape=64,64,64;dtype=f4' of raw.")
  private String inputOptions;

  @Option(
      names = "--generated-format",
      paramLabel = "FORMAT",
      description = "Of the generated items, if it is another one.")
  private String generatedFormat;

  @Option(
      names = "--generated-options",
      paramLabel = "NAME=VALUE;...",
      description = "Options of that format.")
  private String generatedOptions;

  @Option(
      names = "--ceiling-format",
      paramLabel = "FORMAT",
      description = "Of the ceiling's items, if it is another one than the reference's.")
  private String ceilingFormat;

  @Option(
      names = "--ceiling-options",
      paramLabel = "NAME=VALUE;...",
      description = "Options of that format.")
  private String ceilingOptions;

  @Option(
      names = "--reference-labels",
      paramLabel = "PATH",
      description =
          "IDX file of one label a reference item, or 'folder' for images in folders of their class;"
              + " the report then tells coverage by class.")
  private String referenceLabels;

  @Option(
      names = "--generated-labels",
      paramLabel = "PATH",
      description = "Labels of the generated items, likewise.")
  private String generatedLabels;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Only the first N items of each set (default: all).")
  private Long limit;

  @Option(
      names = "--noise",
      paramLabel = "P",
      description =
          "Spoil the generated items first: each value is replaced, with chance P, by a byte drawn"
              + " evenly from 0 to 255, from the seed and the item's id. Of unsigned bytes only.")
  private Double noise;

  @Option(
      names = "--distances",
      paramLabel = "NAMES",
      description =
          "Some of l2, wasserstein, commas between them (default: both for grids, wasserstein for"
              + " others).")
  private String distances;

  @Option(
      names = "--metrics",
      paramLabel = "NAMES",
      defaultValue = "mmd,cov",
      description =
          "Some of mmd, cov, 1nna, prdc (precision, recall, density, coverage_k), commas between"
              + " them (default: mmd,cov).")
  private String metrics;

  @Mixin private FiltrationOptions filtration;

  @Option(
      names = "--dimension",
      paramLabel = "K",
      defaultValue = "0",
      description = "Homology dimension of the diagrams that are compared (default: 0).")
  private int dimension;

  @Option(
      names = "--scale",
      paramLabel = "S",
      defaultValue = "1",
      description =
          "Distances, computed on stored values, are multiplied by this number or fraction, as 1/255"
              + " (default: 1).")
  private Scale scale;

  @Option(
      names = "--essential",
      paramLabel = "POLICY",
      defaultValue = "match",
      description =
          "Bars that never die: match them among themselves, drop them, clamp to the last value of"
              + " the filtration, or clamp:VALUE in the unit of the input (default: match).")
  private EssentialChoice essential;

  @Option(
      names = "--order",
      paramLabel = "P",
      defaultValue = "1",
      description = "Order of the Wasserstein distance, a number from 1 to 512 (default: 1).")
  private double order;

  @Option(
      names = "--ground-norm",
      paramLabel = "NORM",
      defaultValue = "1",
      description = "Norm by which two bars are compared: 1, 2 or inf (default: 1).")
  private GroundNorm groundNorm;

  @Option(
      names = "--neighbours",
      paramLabel = "K",
      defaultValue = "5",
      description = "Of prdc: balls reach to the K-th nearest of the own set (default: 5).")
  private int neighbours;

  @Option(
      names = "--ties",
      paramLabel = "POLICY",
      defaultValue = "random",
      description =
          "Which of equally near items is the nearest: random (drawn from the seed) or first, the"
              + " lowest id (default: random).")
  private TiePolicy ties;

  @Option(
      names = "--sample",
      paramLabel = "N",
      description =
          "Score samples of N items of each set as well, drawn from the seed, and tell the mean and"
              + " the deviation of their scores.")
  private Integer sample;

  @Option(
      names = "--repeats",
      paramLabel = "R",
      defaultValue = "5",
      description = "How many samples (default: 5).")
  private int repeats;

  @Option(
      names = "--bootstrap",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Draws of the bootstrap that gives the 95 %% intervals (default: 1000).")
  private int bootstrap;

  @Option(
      names = "--class-probabilities",
      paramLabel = "PATH",
      description =
          "Parquet, CSV or JSON lines of the generated items' class probabilities, for the Inception"
              + " score: id and an array probabilities, or in CSV id and one column a class.")
  private String classProbabilities;

  @Option(
      names = "--classifier",
      paramLabel = "PATH",
      description =
          "A saved classifier of Spark ML, for the Inception score: it is given a vector features of"
              + " the scaled values, and values and shape, and adds probability.")
  private String classifier;

  @Option(names = "--output", required = true, paramLabel = "DIR", description = "Output folder.")
  private String output;

  @Option(
      names = "--output-format",
      paramLabel = "FORMAT",
      defaultValue = "parquet",
      description = "Of the neighbours: parquet or json (default: parquet).")
  private OutputFormat outputFormat;

  @Mixin private JobOptions options;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    JobRun run = JobRun.of(spec, options);
    checkNumbers(run);
    EvaluationSides sides = sides(run);
    EvaluationSettings settings = settings();
    for (EvaluationSide side : sides.all()) {
      if (side instanceof ItemSide items) {
        sides.checkCount(side, items.split().rows(), settings);
      }
    }
    OutputFolder folder = OutputFolder.at(output, layout(), run.hadoop());
    RunIdentity identity =
        new RunIdentity(
            "evaluate",
            Version.ofBetti(),
            table(settings, sides),
            Map.of("checkpoint-rows", Long.toString(options.checkpointRows)),
            sides.files());
    EvaluationSteps steps = EvaluationSteps.of(sides, settings, options.checkpointRows);
    JobPlan plan =
        new JobPlan(
            folder,
            identity,
            sides.splits(),
            steps.all(),
            sides.items().orElse(null),
            description(settings, sides));
    return run.execute(
        plan, new EvaluateWork(run, plan, outputFormat, options, sides, settings, steps)::compute);
  }

  /** A set as options name it, before it is known what is to be computed of it. */
  private record Found(String name, Split split, DiagramTable table) {}

  private EvaluationSides sides(JobRun run) {
    List<Found> found = new ArrayList<>();
    found.add(
        find(
            run,
            EvaluationSides.REFERENCE,
            new InputChoice(
                "--reference",
                reference,
                "--input-format",
                inputFormat,
                "--input-options",
                inputOptions,
                referenceLabels,
                options.maxBadRecords > 0)));
    found.add(
        find(
            run,
            EvaluationSides.GENERATED,
            new InputChoice(
                "--generated",
                generated,
                "--generated-format",
                generatedFormat == null ? inputFormat : generatedFormat,
                "--generated-options",
                generatedFormat == null && generatedOptions == null
                    ? inputOptions
                    : generatedOptions,
                generatedLabels,
                options.maxBadRecords > 0)));
    if (ceiling != null) {
      found.add(
          find(
              run,
              EvaluationSides.CEILING,
              new InputChoice(
                  "--ceiling",
                  ceiling,
                  "--ceiling-format",
                  ceilingFormat == null ? inputFormat : ceilingFormat,
                  "--ceiling-options",
                  ceilingFormat == null && ceilingOptions == null ? inputOptions : ceilingOptions,
                  null,
                  options.maxBadRecords > 0)));
    }
    deriveDistances(run, found);
    List<EvaluationSide> sides = found.stream().map(set -> side(run, set)).toList();
    return new EvaluationSides(
        sides.get(0),
        sides.get(1),
        sides.size() > 2 ? Optional.of(sides.get(2)) : Optional.empty());
  }

  private Found find(JobRun run, String name, InputChoice choice) {
    String format = choice.format();
    if (!format.equals("parquet") && !format.equals("json")) {
      Split split = choice.split(run, name, limit);
      if (split.rows() == 0) {
        throw JobFailure.of(
            "the " + name + " set " + choice.path() + " has no items",
            "nothing can be compared with it");
      }
      return new Found(name, split, null);
    }
    if (choice.labels() != null || choice.options() != null) {
      throw JobFailure.usage(
          (choice.labels() == null ? choice.optionsOption() : choice.option() + "-labels")
              + " with the table of diagrams "
              + choice.path(),
          "a table of diagrams has its labels in a column label, and no options; leave it out");
    }
    OutputFormat tableFormat = OutputFormat.parse(format);
    return new Found(
        name, null, DiagramTable.of(choice.option(), choice.path(), tableFormat, run.hadoop()));
  }

  private void deriveDistances(JobRun run, List<Found> found) {
    boolean grids = found.stream().allMatch(set -> isGrids(set));
    if (distances == null) {
      distances = grids ? "l2,wasserstein" : "wasserstein";
      run.settings().derive("distances", distances, grids ? "grids" : "no grids");
    }
    List<String> chosen = distances();
    boolean l2 = chosen.contains(EvaluationSettings.L2);
    for (Found set : found) {
      if (l2 && !isGrids(set)) {
        throw JobFailure.usage(
            "--distances has l2, and the "
                + set.name()
                + " set is "
                + (set.split() == null ? "a table of diagrams" : "of point clouds"),
            "L2 is between grids of one shape; ask for wasserstein only");
      }
    }
    if (l2) {
      refuseOtherShapes(found);
    }
    if (noise != null && (found.get(1).split() == null || !found.get(1).split().isBytes())) {
      throw JobFailure.usage(
          "--noise with " + generated, "noise is on grids of unsigned bytes, and it has none");
    }
    if (classifier != null && !isGrids(found.get(1))) {
      throw JobFailure.usage(
          "--classifier with " + generated, "it is given the values of grids, and there are none");
    }
    if (classifier != null && classProbabilities != null) {
      throw JobFailure.usage(
          "--classifier and --class-probabilities",
          "one of them tells the probabilities; give one");
    }
  }

  private static boolean isGrids(Found set) {
    return set.split() != null && set.split().data().isGrids();
  }

  private static void refuseOtherShapes(List<Found> found) {
    int[] first = null;
    for (Found set : found) {
      int[] shape = set.split().data().shape().orElse(null);
      if (shape == null) {
        throw JobFailure.usage(
            "the grids of the " + set.name() + " set are of several shapes",
            "L2 is between grids of one shape; ask for --distances wasserstein");
      }
      if (first != null && !Arrays.equals(first, shape)) {
        throw JobFailure.usage(
            "grids of shape "
                + Arrays.toString(first)
                + " of the reference set and of shape "
                + Arrays.toString(shape)
                + " of the "
                + set.name()
                + " set",
            "L2 is between grids of one shape; ask for --distances wasserstein");
      }
      first = shape;
    }
  }

  private List<String> distances() {
    return Choices.of("--distances", distances, EvaluationSettings.DISTANCES);
  }

  private EvaluationSide side(JobRun run, Found set) {
    boolean wasserstein = distances().contains(EvaluationSettings.WASSERSTEIN);
    if (set.table() != null) {
      filtration.refuseAll(set.table().path(), "diagrams already");
      if (essential.isMade()) {
        throw JobFailure.usage(
            "--essential clamp of the table of diagrams " + set.table().path(),
            "the last value of their filtration is not known; say clamp:VALUE");
      }
      return new TableSide(set.name(), set.table(), limit, dimension);
    }
    DiagramResult diagrams =
        wasserstein
            ? filtration.result(run, set.split(), "--dimension", dimension, essential.policy(), 1)
            : null;
    boolean isGenerated = set.name().equals(EvaluationSides.GENERATED);
    boolean values =
        distances().contains(EvaluationSettings.L2) || (classifier != null && isGrids(set));
    ByteNoise own = noise != null && isGenerated ? new ByteNoise(noise, options.seed) : null;
    return new ItemSide(set.split(), new EvaluatedItems(diagrams, dimension, values, own));
  }

  private EvaluationSettings settings() {
    WassersteinOptions wasserstein;
    try {
      wasserstein = new WassersteinOptions(order, groundNorm, essential.bars());
    } catch (IllegalArgumentException e) {
      throw JobFailure.usage("--order is " + order, e.getMessage());
    }
    TieBreak tieBreak = ties == TiePolicy.RANDOM ? TieBreak.random(options.seed) : TieBreak.first();
    return new EvaluationSettings(
        distances(),
        Choices.of("--metrics", metrics, EvaluationSettings.METRICS),
        dimension,
        scale,
        essential,
        wasserstein,
        neighbours,
        tieBreak,
        sample,
        repeats,
        new Bootstrap(bootstrap, CONFIDENCE, options.seed),
        classProbabilities,
        classifier,
        options.seed);
  }

  static OutputLayout layout() {
    return new OutputLayout(
        "neighbours", List.of("metrics.json", "report.html", OutputLayout.BAD_RECORDS));
  }

  private void checkNumbers(JobRun run) {
    if (limit != null) {
      run.require(limit >= 1, "--limit", limit, 1);
    }
    if (sample != null) {
      run.require(sample >= 1, "--sample", sample, 1);
    }
    run.require(repeats >= 1, "--repeats", repeats, 1);
    run.require(neighbours >= 1, "--neighbours", neighbours, 1);
    run.require(bootstrap >= 1, "--bootstrap", bootstrap, 1);
    if (noise != null && !(noise >= 0 && noise <= 1)) {
      throw JobFailure.usage("--noise is " + noise, "it is a chance from 0 to 1, as 0.02");
    }
    if (options.mode == OutputMode.APPEND) {
      throw JobFailure.usage(
          "--mode append cannot be", "an evaluation is of whole sets, and is not added to");
    }
  }

  private Map<String, String> table(EvaluationSettings settings, EvaluationSides sides) {
    Map<String, String> table = new LinkedHashMap<>();
    run(table, settings);
    sides
        .items()
        .filter(items -> items.diagrams() != null)
        .ifPresent(
            items -> {
              table.put("filtration", items.diagrams().provenance().filtration());
              table.putAll(items.diagrams().settings());
            });
    for (Split split : sides.splits()) {
      table.put(split.name() + "-format", split.data().format());
      split
          .data()
          .options()
          .forEach((name, value) -> table.put(split.name() + "-options." + name, value));
    }
    return table;
  }

  private void run(Map<String, String> table, EvaluationSettings settings) {
    table.put("distances", String.join(",", settings.distances()));
    table.put("metrics", String.join(",", settings.metrics()));
    table.put("dimension", Integer.toString(dimension));
    table.put("scale", Double.toString(scale.value()));
    table.put("essential", essential.toString());
    table.put("order", Double.toString(order));
    table.put("ground-norm", groundNorm.toString());
    table.put("neighbours", Integer.toString(neighbours));
    table.put("ties", ties.toString());
    table.put("limit", limit == null ? "all" : limit.toString());
    table.put("noise", noise == null ? "none" : noise.toString());
    table.put("sample", sample == null ? "none" : sample.toString());
    table.put("repeats", Integer.toString(repeats));
    table.put("bootstrap", Integer.toString(bootstrap));
    table.put("ceiling", ceiling == null ? "halves of the reference" : "given");
    table.put("class-probabilities", classProbabilities == null ? "none" : classProbabilities);
    table.put("classifier", classifier == null ? "none" : classifier);
    table.put("seed", Long.toString(options.seed));
    table.put("output-format", outputFormat.toString());
  }

  private Map<String, String> description(EvaluationSettings settings, EvaluationSides sides) {
    Map<String, String> description = new LinkedHashMap<>();
    for (EvaluationSide side : sides.all()) {
      if (side instanceof TableSide) {
        description.put("read " + side.name(), side.description());
      }
    }
    if (noise != null) {
      description.put(
          "noise", "a share " + noise + " of the generated values replaced by even bytes");
    }
    sides
        .items()
        .filter(items -> items.diagrams() != null)
        .ifPresent(
            items ->
                description.put(
                    "diagrams", items.diagrams().description() + ", PD" + settings.dimension()));
    description.put(
        "compare",
        String.join(" and ", settings.distances().stream().map(settings::name).toList())
            + ": "
            + String.join(", ", settings.metrics())
            + ", essential bars: "
            + essential
            + ", distances times "
            + scale);
    description.put("pairs", pairs(settings, sides));
    if (options.dryRun && settings.distances().contains(EvaluationSettings.WASSERSTEIN)) {
      cost(description, settings, sides);
    }
    description.put(
        "memory",
        String.format(
            Locale.ROOT,
            "of a task some tens of MB beside its items', of the driver about %,.0f MB",
            1 + sides.splits().stream().mapToLong(Split::rows).sum() * DRIVER_BYTES / 1e6));
    description.put(
        "ceiling", sides.ceiling().map(EvaluationSide::path).orElse("one half of the reference"));
    if (sample != null) {
      description.put("samples", repeats + " of " + sample + " items of each set");
    }
    description.put("columns", String.join(", ", NeighbourTable.SCHEMA.fieldNames()));
    return description;
  }

  private static void cost(
      Map<String, String> description, EvaluationSettings settings, EvaluationSides sides) {
    if (sides.reference() instanceof ItemSide left && sides.generated() instanceof ItemSide right) {
      description.put(
          "cost",
          PairSample.of(left, right, settings)
              + " by "
              + settings.shortName(EvaluationSettings.WASSERSTEIN)
              + "; most pairs need none");
    }
  }

  private String pairs(EvaluationSettings settings, EvaluationSides sides) {
    if (sides.splits().size() < sides.all().size()) {
      return "as many as the tables' rows make";
    }
    long[] rows = sides.splits().stream().mapToLong(Split::rows).toArray();
    double own = (double) rows[0] * rows[1];
    double real = rows.length > 2 ? (double) rows[0] * rows[2] : rows[0] * (double) rows[0] / 4;
    return String.format(
        Locale.ROOT,
        "%,.0f of generated items and %,.0f of real ones, by each of %d distances",
        own,
        real,
        settings.distances().size());
  }
}
