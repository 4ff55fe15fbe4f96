/** Sections that templates of several presets share. */
import { optional, section, type Template, template } from '#shared/trace/template.ts';

export const purpose = section(
	'Purpose',
	'prose',
	'One paragraph: why this exists, and what would be missing without it.',
);
export const publicApi = section(
	'Public API',
	'signatures',
	'Each public function with its signature, in a code block.',
);
export const executionFlow = section(
	'Execution Flow',
	'steps',
	'Numbered steps of the main operation, what can go wrong among them.',
);
export const testAssertions = section(
	'Test Assertions',
	'bullets',
	'What the tests state, by function: `name`: what holds, the happy path first.',
);
export const dependencies = optional(
	'Dependencies',
	'bullets',
	'The components and contexts it calls, one a bullet; None if it calls none.',
);
export const errors = optional(
	'Errors',
	'bullets',
	'What goes wrong, and what the caller gets then.',
);
export const fields = section('Fields', 'table', 'Each field with its type.', ['Field', 'Type']);
export const validationRules = optional('Validation Rules', 'bullets', 'What it refuses, and why.');

const routes = section('Routes', 'table', 'Each route with its method and path.', [
	'Method',
	'Path',
]);

/** What most components are: functions that others call. */
export const functional: Template = template(
	...[purpose, publicApi, executionFlow, dependencies, errors, testAssertions],
);

/** Data with a shape, and rules about it. */
export const shaped: Template = template(purpose, fields, validationRules, testAssertions);

/** What answers requests. */
export const routed: Template = template(
	...[purpose, routes, executionFlow, dependencies, errors, testAssertions],
);

/** Work that nobody waits for. */
export const scheduled: Template = template(
	purpose,
	section('Trigger', 'bullets', 'When it runs, and what with.'),
	...[executionFlow, dependencies],
	section('Failure', 'bullets', 'What happens when it fails or runs twice.'),
	testAssertions,
);
