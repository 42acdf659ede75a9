package io.betti.jobs;

import io.betti.jobs.failure.JobFailure;
import io.betti.pipeline.dataset.FeatureTable;
import io.betti.pipeline.regression.GridData;
import io.betti.pipeline.regression.TableData;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** A table's statistics, trial by trial as they are needed. */
final class TableSource implements LambdaGridWork.Source {
  private final TableOptions options;
  private final int folds;
  private final JobOptions job;

  private FeatureTable table;
  private int trial = -1;
  private TableData data;

  TableSource(TableOptions options, int folds, JobOptions job) {
    this.options = options;
    this.folds = folds;
    this.job = job;
  }

  @Override
  public GridData of(SparkSession spark, int wanted) {
    try {
      if (table == null) {
        table = options.table(spark, job.maxBadRecords);
      }
      if (wanted != trial) {
        data = TableData.of(table.rows(), table.names(), options.options(folds, job.seed), wanted);
        trial = wanted;
      }
      return data;
    } catch (IllegalArgumentException e) {
      throw JobFailure.because(e, "cannot use --data " + options.data, e.getMessage());
    }
  }

  @Override
  public Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    if (data != null) {
      facts.put("features", data.columns(0));
      facts.put("training_rows", data.trainingRows());
      facts.put("test_rows", data.testRows());
      facts.put("rows_left_out", table.bad());
    }
    return facts;
  }
}
