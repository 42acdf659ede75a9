package io.betti.jobs;

import java.util.List;
import java.util.Map;

/** What the report of table 10 says of images, or of volumes, and not of the other. */
interface Table10Items {
  /** For the metrics. */
  Map<String, Object> facts();

  /** For the console. */
  String line();

  /** Numbers of the headline. */
  Map<String, String> headline();

  /** Sentences about how the result is to be taken. */
  List<String> findings();

  /** What the paper's authors say of how their scores changed. */
  String claim();

  /** How the scores are to be read. */
  List<String> notes();
}
