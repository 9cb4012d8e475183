package io.github.aiotask.impl;

import java.lang.ref.Reference;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/** What the garbage collector would find from an object, without waiting for it: by fields, not through weak references. */
final class Reach {
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Object> open = new ArrayDeque<>();

  private Reach() {}

  /** Whether a way of strong references leads from one to the other. */
  static boolean leads(Object from, Object to) {
    Reach reach = new Reach();
    reach.see(from);
    while (!reach.open.isEmpty()) {
      reach.expand(reach.open.remove());
    }
    return reach.seen.contains(to);
  }

  private void see(Object object) {
    if (object != null && seen.add(object)) {
      open.add(object);
    }
  }

  private void expand(Object object) {
    if (object instanceof Object[] array) {
      for (Object element : array) {
        see(element);
      }
    } else if (object instanceof Map<?, ?> map) {
      map.forEach((key, value) -> {
        see(key);
        see(value);
      });
    } else if (object instanceof Collection<?> collection) {
      collection.forEach(this::see);
    }
    for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
      if (type.getName().startsWith("io.github.aiotask.")) {
        for (Field field : type.getDeclaredFields()) {
          expand(object, field);
        }
      } else if (type == Reference.class) {
        return;
      }
    }
  }

  private void expand(Object object, Field field) {
    if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
      try {
        field.setAccessible(true);
        see(field.get(object));
      } catch (IllegalAccessException refused) {
        throw new AssertionError(refused);
      }
    }
  }
}
