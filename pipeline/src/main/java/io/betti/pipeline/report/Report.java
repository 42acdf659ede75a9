package io.betti.pipeline.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * A report as one HTML file that opens without a network: sections of text, facts, tables and
 * figures, with its style inside, no script, and nothing fetched from anywhere. It reads on screen
 * in light and dark, and on paper.
 *
 * <p>Every text passed in is escaped; figures are the {@link Figure}s of this package. A builder:
 * each call adds to the end, {@link #render} may be called any number of times.
 */
public final class Report {
  private static final String STYLE = style();

  private final String title;
  private final StringBuilder body = new StringBuilder();
  private boolean inSection;

  /**
   * An empty report.
   *
   * @param title the heading, and the name of the browser's tab
   * @param subtitle one line under it; may be empty
   */
  public Report(String title, String subtitle) {
    this.title = title;
    body.append("<header><h1>").append(HtmlText.escape(title)).append("</h1>\n");
    if (!subtitle.isEmpty()) {
      body.append("<p class=\"subtitle\">").append(HtmlText.escape(subtitle)).append("</p>\n");
    }
    body.append("</header>\n");
  }

  private static String style() {
    try (InputStream in = Report.class.getResourceAsStream("report.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Begins a section. */
  public Report section(String heading) {
    closeSection();
    body.append("<section>\n<h2>").append(HtmlText.escape(heading)).append("</h2>\n");
    inSection = true;
    return this;
  }

  /** Begins a part of a section. */
  public Report subsection(String heading) {
    body.append("<h3>").append(HtmlText.escape(heading)).append("</h3>\n");
    return this;
  }

  /** A paragraph. */
  public Report paragraph(String text) {
    body.append("<p>").append(HtmlText.escape(text)).append("</p>\n");
    return this;
  }

  /** A remark in small print: how something was computed, how a figure is to be read. */
  public Report note(String text) {
    body.append("<p class=\"note\">").append(HtmlText.escape(text)).append("</p>\n");
    return this;
  }

  /** A few large numbers side by side, each above its name, in the map's order. */
  public Report headline(Map<String, String> numbers) {
    body.append("<div class=\"headline\">\n");
    numbers.forEach(
        (name, value) ->
            body.append("<div><b>")
                .append(HtmlText.escape(value))
                .append("</b><span>")
                .append(HtmlText.escape(name))
                .append("</span></div>\n"));
    body.append("</div>\n");
    return this;
  }

  /** Names and values, in the map's order: the settings and circumstances of a run. */
  public Report facts(Map<String, String> facts) {
    body.append("<dl class=\"facts\">\n");
    facts.forEach(
        (name, value) ->
            body.append("<div><dt>")
                .append(HtmlText.escape(name))
                .append("</dt><dd>")
                .append(HtmlText.escape(value))
                .append("</dd></div>\n"));
    body.append("</dl>\n");
    return this;
  }

  /** A table. */
  public Report table(Table table) {
    body.append(table.html());
    return this;
  }

  /** One figure with a caption; the caption may be empty. */
  public Report figure(Figure figure, String caption) {
    body.append("<figure>").append(figure.markup());
    if (!caption.isEmpty()) {
      body.append("<figcaption>").append(HtmlText.escape(caption)).append("</figcaption>");
    }
    body.append("</figure>\n");
    return this;
  }

  /** Figures side by side, each with its caption, wrapped where the page ends. */
  public Report figures(List<Captioned> figures) {
    body.append("<div class=\"figures\">\n");
    figures.forEach(f -> figure(f.figure(), f.caption()));
    body.append("</div>\n");
    return this;
  }

  /** Cards one under the other, each a heading line and figures in a row; one prints whole. */
  public Report card(String heading, List<Captioned> figures) {
    body.append("<div class=\"card\"><h4>").append(HtmlText.escape(heading)).append("</h4>\n");
    figures(figures);
    body.append("</div>\n");
    return this;
  }

  /**
   * A figure and what stands under it.
   *
   * @param figure what is drawn
   * @param caption what is said about it; may be empty
   */
  public record Captioned(Figure figure, String caption) {}

  private void closeSection() {
    if (inSection) {
      body.append("</section>\n");
      inSection = false;
    }
  }

  /** The whole file. */
  public String render() {
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
        + "<meta name=\"color-scheme\" content=\"light dark\"/>\n<title>"
        + HtmlText.escape(title)
        + "</title>\n<style>\n"
        + STYLE
        + "</style>\n</head>\n<body>\n<main>\n"
        + body
        + (inSection ? "</section>\n" : "")
        + "</main>\n</body>\n</html>\n";
  }
}
