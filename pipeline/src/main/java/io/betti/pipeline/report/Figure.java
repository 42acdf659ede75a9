package io.betti.pipeline.report;

/**
 * Something drawn, as markup that stands by itself: an inline SVG or an image with its data inside.
 * Made by the plots of this package only, so that nothing unescaped gets into a report.
 */
public final class Figure {
  private final String markup;

  Figure(String markup) {
    this.markup = markup;
  }

  String markup() {
    return markup;
  }
}
