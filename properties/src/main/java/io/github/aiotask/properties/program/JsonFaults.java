package io.github.aiotask.properties.program;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.List;

/** What is wrong with JSON that somebody wrote, without the names of Java's classes. */
public final class JsonFaults {
  private JsonFaults() {}

  /** In a few words. */
  public static String of(JsonProcessingException error) {
    if (error instanceof UnrecognizedPropertyException unknown) {
      return "unknown field \"" + unknown.getPropertyName() + "\"";
    }
    if (error instanceof MismatchedInputException mismatch && !mismatch.getPath().isEmpty()) {
      return "the value of \"" + where(mismatch.getPath()) + "\" has a wrong type";
    }
    if (error instanceof StreamConstraintsException) {
      return error.getOriginalMessage().replaceAll(", from `[^`]*`", "");
    }
    return error.getOriginalMessage().replaceFirst("(?s) *[(\\n].*", "");
  }

  private static String where(List<Reference> path) {
    StringBuilder where = new StringBuilder();
    for (Reference one : path) {
      if (one.getFieldName() == null) {
        where.append('[').append(one.getIndex()).append(']');
      } else {
        where.append(where.length() == 0 ? "" : ".").append(one.getFieldName());
      }
    }
    return where.toString();
  }
}
