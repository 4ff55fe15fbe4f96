import type { Preset } from '#shared/trace/preset.ts';
import { section } from '#shared/trace/template.ts';

/** No language's conventions: units, and paths that the config sets. */
export const plain: Preset = {
	name: 'plain',
	language: 'any',
	dependencies: [],
	componentTypes: ['unit'],
	paths: [],
	templates: {
		other: {
			closed: false,
			sections: [
				section('Purpose', 'prose', 'One paragraph: why this exists.'),
				section('Behaviour', 'bullets', 'What it does, seen from outside.'),
				section('Test Assertions', 'bullets', 'What the tests state.'),
			],
		},
	},
};
