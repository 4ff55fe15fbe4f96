/** The conventions of one kind of repository, as data: component types, paths, templates. */
import type { Template } from '#shared/trace/template.ts';

/** One 1:1:1 rule. `{p}` stands for the same path in all three; `*` for one folder's name. */
export interface PathRule {
	readonly code: string;
	/** The first is where a new test goes; any of them counts. */
	readonly test: readonly string[];
	readonly design: string;
}

export interface Preset {
	readonly name: string;
	readonly componentTypes: readonly string[];
	/** The first rule whose code pattern fits holds. */
	readonly paths: readonly PathRule[];
	/** By component type; `other` for the rest. */
	readonly templates: Readonly<Record<string, Template>>;
}

export function templateOf(preset: Preset, type: string): Template | null {
	return preset.templates[type] ?? preset.templates['other'] ?? null;
}
