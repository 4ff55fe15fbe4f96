import type { Preset } from '#shared/trace/preset.ts';
import { functional, routed, scheduled, shaped } from '#shared/trace/presets/sections.ts';
import { optional, type Template } from '#shared/trace/template.ts';

const concurrent: Template = {
	...functional,
	sections: [
		...functional.sections,
		optional('Concurrency', 'bullets', 'Which goroutines touch it, and what guards it.'),
	],
};

/** Go: the test stands beside the code. */
export const go: Preset = {
	name: 'go',
	language: 'go',
	componentTypes: [
		...['package', 'service', 'repository', 'handler', 'middleware', 'model', 'schema', 'job'],
		...['command', 'adapter', 'other'],
	],
	paths: [{ code: '{p}.go', test: ['{p}_test.go'], design: 'docs/design/{p}.md' }],
	small: ['doc.go', 'main.go', '*.pb.go', '*_string.go', '**/testdata/**', '**/vendor/**'],
	dependencies: [
		{
			from: ['handler', 'middleware', 'command'],
			to: ['repository'],
			instead: 'Call the service that owns the data.',
		},
		{
			from: ['repository'],
			to: ['service', 'handler', 'middleware', 'command', 'job'],
			instead: 'Let the service call the repository, through an interface it declares.',
		},
		{
			from: ['model', 'schema'],
			to: ['service', 'repository', 'handler', 'middleware', 'command', 'job', 'adapter'],
			instead: 'A model is data: let a service do the work.',
		},
		{
			from: ['service', 'package', 'adapter'],
			to: ['handler', 'middleware', 'command'],
			instead: 'Return what happened, and let the handler say it.',
		},
	],
	templates: {
		...{ model: shaped, schema: shaped, handler: routed, job: scheduled, other: concurrent },
	},
};
