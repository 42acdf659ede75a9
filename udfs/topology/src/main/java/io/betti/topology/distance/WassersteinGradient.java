package io.betti.topology.distance;

import io.betti.topology.diagram.DiagramGradient;

/**
 * A distance between two diagrams and its derivatives with respect to both.
 *
 * @param distance the distance
 * @param left derivatives with respect to the births and deaths of the left diagram
 * @param right the same of the right diagram
 */
public record WassersteinGradient(double distance, DiagramGradient left, DiagramGradient right) {}
