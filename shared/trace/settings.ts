/** What a repository's settings and templates say to validation, as it travels from relay to app. */
import * as z from 'zod/mini';
import { Severity } from '#shared/trace/finding.ts';
import { PathRule } from '#shared/trace/preset.ts';
import { Template } from '#shared/trace/template.ts';

export const RuleLevel = z.enum(['off', ...Severity.options]);
export type RuleLevel = z.infer<typeof RuleLevel>;

export const Settings = z.object({
	/** The name of a preset. */
	preset: z.string(),
	/** The level of each rule that the config sets. */
	rules: z._default(z.record(z.string(), RuleLevel), {}),
	/** 1:1:1 rules that come before the preset's. */
	paths: z._default(z.array(PathRule), []),
	/** The team's own templates, by component type. */
	templates: z._default(z.record(z.string(), Template), {}),
});
export type Settings = z.infer<typeof Settings>;
