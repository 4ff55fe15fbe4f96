import type { PathRule, Preset } from '#shared/trace/preset.ts';
import { optional, section, type Template } from '#shared/trace/template.ts';

const purpose = section('Purpose', 'prose', 'One paragraph: why this exists.');
const publicApi = section('Public API', 'signatures', 'Each export with its signature.');
const testAssertions = section('Test Assertions', 'bullets', 'What the tests state, by export.');

const schema: Template = {
	closed: false,
	sections: [
		purpose,
		section('Fields', 'table', 'Each field with its type.', ['Field', 'Type']),
		testAssertions,
		optional('Validation Rules', 'bullets', 'What parsing refuses.'),
	],
};

const component: Template = {
	closed: false,
	sections: [
		purpose,
		section('Props', 'table', 'Each prop with its type.', ['Prop', 'Type']),
		section('Behaviour', 'bullets', 'What a person sees and does.'),
		testAssertions,
	],
};

const machine: Template = {
	closed: false,
	sections: [
		purpose,
		section('States', 'bullets', 'Each state and what leaves it.'),
		section('Events', 'bullets', 'Each event and its guards.'),
		testAssertions,
	],
};

const other: Template = {
	closed: false,
	sections: [
		purpose,
		publicApi,
		section('Execution Flow', 'steps', 'Numbered steps of the main operation.'),
		testAssertions,
		optional('Dependencies', 'bullets', 'The components it calls.'),
	],
};

/** TypeScript: one module, one test, under `src/` or in the packages of a monorepo. */
export const typescript: Preset = {
	name: 'typescript',
	language: 'typescript',
	dependencies: [],
	componentTypes: [
		'module',
		'service',
		'repository',
		'schema',
		'route',
		'component',
		'machine',
		'job',
		'adapter',
		'other',
	],
	paths: ['ts', 'tsx', 'svelte'].flatMap((extension) => [
		packageRule(extension),
		sourceRule(extension),
	]),
	templates: { schema, component, machine, other },
};

function sourceRule(extension: string): PathRule {
	const test = extension === 'svelte' ? 'ts' : extension;
	return {
		code: `src/{p}.${extension}`,
		test: [`test/{p}.test.${test}`, `src/{p}.test.${test}`],
		design: 'docs/design/{p}.md',
	};
}

function packageRule(extension: string): PathRule {
	const test = extension === 'svelte' ? 'ts' : extension;
	return {
		code: `packages/*/src/{p}.${extension}`,
		test: [`packages/*/test/{p}.test.${test}`, `packages/*/src/{p}.test.${test}`],
		design: 'docs/design/*/{p}.md',
	};
}
