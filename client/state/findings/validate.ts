/** Everything validation needs, in one piece that loads after the first paint. */
export { createChecker } from '#shared/trace/checker.ts';
export { conventionsOf } from '#shared/trace/conventions.ts';
export { quickFixesFor } from '#shared/trace/quick-fixes.ts';
