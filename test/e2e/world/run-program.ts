/** Runs a program to its end, as main.ts does. */
export { runProgram } from '#server/run-program.ts';
