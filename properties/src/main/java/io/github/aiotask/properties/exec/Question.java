package io.github.aiotask.properties.exec;

import io.github.aiotask.properties.program.Program;

/**
 * A program to run.
 *
 * @param id its name, which the answer repeats
 * @param program what to run, as one version: without the instructions that others have alone
 */
public record Question(String id, Program program) {}
