package io.github.aiotask.properties.contract;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A rule that the kit cannot check, and why. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(Untested.All.class)
public @interface Untested {

  /** Its number, as in {@code 9.1}. */
  String rule();

  /** Why not, and who checks it then. */
  String reason();

  /** All of a chapter. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @interface All {

    /** Each of them. */
    Untested[] value();
  }
}
