import type { Preset } from '#shared/trace/preset.ts';
import { dependencies, purpose, testAssertions } from '#shared/trace/presets/sections.ts';
import { section, template } from '#shared/trace/template.ts';

/** No language's conventions: units, and paths that the config sets. */
export const plain: Preset = {
	name: 'plain',
	language: 'any',
	componentTypes: ['unit'],
	paths: [],
	small: [],
	dependencies: [],
	templates: {
		other: template(
			purpose,
			section('Behaviour', 'bullets', 'What it does, seen from outside.'),
			...[dependencies, testAssertions],
		),
	},
};
