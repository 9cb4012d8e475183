package io.github.aiotask;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * To call this and drop what it answers has no effect: a coroutine that nobody awaits does nothing. Error Prone, SpotBugs and
 * others know the annotation by its simple name.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface CheckReturnValue {}
