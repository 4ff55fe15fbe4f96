import { codeMoved } from '#shared/trace/tracing/rules/code-moved.ts';
import { codeWithoutTest } from '#shared/trace/tracing/rules/code-without-test.ts';
import { designWithoutCode } from '#shared/trace/tracing/rules/design-without-code.ts';
import { codeWithoutDesign, testWithoutCode } from '#shared/trace/tracing/rules/loose-files.ts';
import { testShared } from '#shared/trace/tracing/rules/test-shared.ts';
import { traceFileEmpty } from '#shared/trace/tracing/rules/trace-file-empty.ts';
import { traceOffRule } from '#shared/trace/tracing/rules/trace-off-rule.ts';
import { twoDesigns } from '#shared/trace/tracing/rules/two-designs.ts';
import { twoTests } from '#shared/trace/tracing/rules/two-tests.ts';
import type { TraceRule } from '#shared/trace/tracing/trace-rule.ts';

export const TRACE_RULES: readonly TraceRule[] = [
	...[designWithoutCode, codeMoved, codeWithoutTest, traceFileEmpty, twoDesigns, twoTests],
	...[testShared, traceOffRule],
];

/** Every rule of Traces by name, for whoever sets levels. */
export const TRACE_RULE_NAMES = [...TRACE_RULES, codeWithoutDesign, testWithoutCode].map(
	({ id, severity, says }) => ({ id, severity, says }),
);
