package com.example;

/** What an author gets wrong. */
enum Fault {
  NONE
}
