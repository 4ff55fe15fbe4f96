import type { Preset } from '#shared/trace/preset.ts';
import { optional, section, type Template } from '#shared/trace/template.ts';

const purpose = section('Purpose', 'prose', 'One paragraph: why this exists.');
const publicApi = section('Public API', 'signatures', 'Each public function with its @spec.');
const executionFlow = section('Execution Flow', 'steps', 'Numbered steps of the main operation.');
const testAssertions = section('Test Assertions', 'bullets', 'What the tests state, by function.');
const testStrategies = section('Test Strategies', 'bullets', 'Fixtures, mocks, what runs where.');
const accessPatterns = section('Access Patterns', 'bullets', 'How data is reached and scoped.');
const entityOwnership = section('Entity Ownership', 'bullets', 'The entity it owns, alone.');
const stateManagement = section(
	'State Management Strategy',
	'bullets',
	'Where state lives and how it changes.',
);

const context: Template = {
	closed: false,
	sections: [
		purpose,
		entityOwnership,
		accessPatterns,
		publicApi,
		stateManagement,
		executionFlow,
		section('Dependencies', 'bullets', 'The contexts it calls.'),
		section('Components', 'bullets', 'The modules it is made of.'),
		testStrategies,
		testAssertions,
	],
};

const coordinationContext: Template = {
	closed: false,
	sections: [
		purpose,
		executionFlow,
		accessPatterns,
		publicApi,
		testStrategies,
		testAssertions,
		{ ...entityOwnership, need: 'optional' },
		{ ...stateManagement, need: 'optional' },
	],
};

const schema: Template = {
	closed: false,
	sections: [
		purpose,
		section('Fields', 'table', 'Each field with its type.', ['Field', 'Type']),
		testAssertions,
		optional('Associations', 'bullets', 'belongs_to, has_many and their keys.'),
		optional('Validation Rules', 'bullets', 'What a changeset refuses.'),
		optional('Database Constraints', 'bullets', 'Indexes, uniqueness, foreign keys.'),
	],
};

const other: Template = {
	closed: false,
	sections: [purpose, publicApi, executionFlow, testAssertions],
};

/** Elixir and Phoenix: contexts own entities, `lib/` and `test/` mirror each other. */
export const phoenix: Preset = {
	name: 'phoenix',
	language: 'elixir',
	dependencies: [],
	componentTypes: [
		'context',
		'coordination_context',
		'schema',
		'repository',
		'genserver',
		'task',
		'registry',
		'behaviour',
		'liveview',
		'liveview_component',
		'controller',
		'json',
		'other',
	],
	paths: [
		{
			code: 'apps/*/lib/{p}.ex',
			test: ['apps/*/test/{p}_test.exs'],
			design: 'docs/design/*/{p}.md',
		},
		{ code: 'lib/{p}.ex', test: ['test/{p}_test.exs'], design: 'docs/design/{p}.md' },
	],
	templates: { context, coordination_context: coordinationContext, schema, other },
};
