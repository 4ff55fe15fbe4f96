/** What validation holds artefacts against here: a preset, and what the team said over it. */
import type { Severity } from '#shared/trace/finding.ts';
import type { Preset } from '#shared/trace/preset.ts';
import { PRESETS } from '#shared/trace/presets/presets.ts';
import type { RuleLevel, Settings } from '#shared/trace/settings.ts';
import type { Template } from '#shared/trace/template.ts';

export interface Conventions {
	/** With the team's paths before its own; null while nobody said which. */
	readonly preset: Preset | null;
	/** Rules at another level than their own. */
	readonly levels: Readonly<Record<string, RuleLevel>>;
	/** By component type; the team's own in place of the preset's. */
	readonly templates: Readonly<Record<string, Template>>;
	/** Rules that the signed policy fails a check for: no file makes them weaker than they are. */
	readonly failing: readonly string[];
}

export const NO_CONVENTIONS: Conventions = {
	preset: null,
	levels: {},
	templates: {},
	failing: [],
};

export function conventionsOf(
	settings: Partial<Settings> & Pick<Settings, 'preset'>,
	failing: readonly string[] = [],
): Conventions {
	const known = PRESETS.get(settings.preset);
	const own = settings.paths ?? [];
	return {
		preset: known === undefined ? null : { ...known, paths: [...own, ...known.paths] },
		levels: settings.rules ?? {},
		templates: { ...known?.templates, ...settings.templates },
		failing,
	};
}

export function templateOf({ templates }: Conventions, type: string): Template | null {
	return own(templates, type) ?? own(templates, 'other');
}

/** Component types that the preset knows, or that the team has a template for. */
export function componentTypesOf({ preset, templates }: Conventions): readonly string[] {
	return [...new Set([...(preset?.componentTypes ?? []), ...Object.keys(templates)])];
}

/** How bad a Finding of this rule is here; `off` keeps it from being one. */
export function levelOf(
	{ levels, failing }: Conventions,
	rule: { readonly id: string; readonly severity: Severity },
): RuleLevel {
	const level = own(levels, rule.id) ?? rule.severity;
	return failing.includes(rule.id) && RANK[level] < RANK[rule.severity] ? rule.severity : level;
}

const RANK = { off: 0, info: 1, warning: 2, error: 3 } as const;

/** Names come from files: `constructor` is not a template. */
function own<T>(record: Readonly<Record<string, T>>, key: string): T | null {
	return Object.hasOwn(record, key) ? (record[key] ?? null) : null;
}
