package io.betti.pipeline.report;

/**
 * A drawing in user units of one CSS pixel, y downwards. Colours are classes of the style sheet, so
 * that a figure follows light, dark and paper.
 */
final class Svg {
  private final double width;
  private final double height;
  private final String description;
  private final StringBuilder body = new StringBuilder();

  /**
   * An empty drawing.
   *
   * @param description what it shows, for a reader who cannot see it
   */
  Svg(double width, double height, String description) {
    this.width = width;
    this.height = height;
    this.description = description;
  }

  Svg line(String kind, double x1, double y1, double x2, double y2) {
    open("line", kind).attribute("x1", x1).attribute("y1", y1);
    return attribute("x2", x2).attribute("y2", y2).close();
  }

  Svg rect(String kind, double x, double y, double w, double h) {
    return rect(kind, x, y, w, h, 1, "");
  }

  /** A rectangle filled with part of its colour, which says {@code tip} under the pointer. */
  Svg rect(String kind, double x, double y, double w, double h, double opacity, String tip) {
    open("rect", kind).attribute("x", x).attribute("y", y);
    attribute("width", w).attribute("height", h);
    if (opacity != 1) {
      attribute("fill-opacity", opacity);
    }
    return tip.isEmpty() ? close() : close("rect", tip);
  }

  Svg circle(String kind, double x, double y, double r, String tip) {
    open("circle", kind).attribute("cx", x).attribute("cy", y).attribute("r", r);
    return close("circle", tip);
  }

  /** A square on its corner. */
  Svg diamond(String kind, double x, double y, double r, String tip) {
    return shape(kind, tip, x, y - r, x + r, y, x, y + r, x - r, y);
  }

  /** A triangle that points down. */
  Svg triangle(String kind, double x, double y, double r, String tip) {
    return shape(kind, tip, x - r, y - r * 0.8, x + r, y - r * 0.8, x, y + r);
  }

  private Svg shape(String kind, String tip, double... xy) {
    open("polygon", kind);
    points(xy, xy.length);
    return close("polygon", tip);
  }

  /** A line through points x0, y0, x1, y1, ... */
  Svg polyline(String kind, double[] xy) {
    open("polyline", kind);
    points(xy, xy.length);
    return close();
  }

  private void points(double[] xy, int length) {
    body.append(" points=\"");
    for (int i = 0; i < length; i++) {
      body.append(i == 0 ? "" : i % 2 == 0 ? " " : ",").append(HtmlText.coordinate(xy[i]));
    }
    body.append('"');
  }

  /**
   * A text.
   *
   * @param anchor which of its ends stands at x: start, middle or end
   */
  Svg text(String kind, double x, double y, String anchor, String text) {
    open("text", kind).attribute("x", x).attribute("y", y);
    body.append(" text-anchor=\"").append(anchor).append("\">");
    body.append(HtmlText.escape(text)).append("</text>");
    return this;
  }

  /** A text that runs upwards around its middle. */
  Svg upward(String kind, double x, double y, String text) {
    open("text", kind);
    String at = HtmlText.coordinate(x) + " " + HtmlText.coordinate(y);
    body.append(" text-anchor=\"middle\" transform=\"translate(").append(at);
    body.append(") rotate(-90)\">").append(HtmlText.escape(text)).append("</text>");
    return this;
  }

  /** An arrow of a length around a middle, its angle in the plane of the image: y downwards. */
  Svg arrow(String kind, double x, double y, double length, double angle) {
    double dx = Math.cos(angle) * length / 2;
    double dy = Math.sin(angle) * length / 2;
    line(kind, x - dx, y - dy, x + dx, y + dy);
    double head = length / 3;
    for (double turn : new double[] {2.6, -2.6}) {
      double hx = Math.cos(angle + turn) * head;
      double hy = Math.sin(angle + turn) * head;
      line(kind, x + dx, y + dy, x + dx + hx, y + dy + hy);
    }
    return this;
  }

  private Svg open(String element, String kind) {
    body.append('<').append(element);
    if (!kind.isEmpty()) {
      body.append(" class=\"").append(kind).append('"');
    }
    return this;
  }

  private Svg attribute(String name, double value) {
    body.append(' ').append(name).append("=\"").append(HtmlText.coordinate(value)).append('"');
    return this;
  }

  private Svg close() {
    body.append("/>");
    return this;
  }

  private Svg close(String element, String tip) {
    if (tip.isEmpty()) {
      return close();
    }
    body.append("><title>").append(HtmlText.escape(tip)).append("</title></");
    body.append(element).append('>');
    return this;
  }

  String markup() {
    String w = HtmlText.coordinate(width);
    String h = HtmlText.coordinate(height);
    return "<svg width=\""
        + w
        + "\" height=\""
        + h
        + "\" viewBox=\"0 0 "
        + w
        + " "
        + h
        + "\" role=\"img\" aria-label=\""
        + HtmlText.escape(description)
        + "\">"
        + body
        + "</svg>";
  }

  Figure figure() {
    return new Figure(markup());
  }
}
