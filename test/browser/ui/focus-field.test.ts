import { afterEach, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { fieldElementId, focusField } from '#client/features/frame/focus-field.ts';
import { typeAhead } from '#client/features/frame/type-ahead.ts';
import { StoryId } from '#shared/id.ts';

const ID = StoryId.parse('st_0000000001');

afterEach(() => document.body.replaceChildren());

function area(): HTMLTextAreaElement {
	const field = document.createElement('textarea');
	field.id = fieldElementId(ID, 'title');
	field.value = 'Borrow';
	return field;
}

test('[UI16] a field that comes a while after it was added takes the focus, its caret at the end', async () => {
	const field = area();
	const focused = focusField(ID, 'title');
	await new Promise((resolve) => setTimeout(resolve, 100));
	document.body.append(field);
	await focused;
	expect(document.activeElement).toBe(field);
	expect(field.selectionStart).toBe(6);
});

test('[UI16] what is typed while it is on its way goes into it, and does nothing else', async () => {
	const field = area();
	const pressed: string[] = [];
	const listen = ({ key }: KeyboardEvent) => pressed.push(key);
	window.addEventListener('keydown', listen);
	const focused = typeAhead(() => focusField(ID, 'title'));
	await userEvent.keyboard(' a');
	document.body.append(field);
	await focused;
	await userEvent.keyboard('b');
	window.removeEventListener('keydown', listen);
	expect(field.value).toBe('Borrow ab');
	expect(pressed).toEqual(['b']);
});

test('[UI16] it takes no focus from whoever went on to something else', async () => {
	const [field, other] = [area(), document.createElement('input')];
	document.body.append(other);
	const focused = focusField(ID, 'title');
	await new Promise((resolve) => setTimeout(resolve, 50));
	other.focus();
	await new Promise((resolve) => setTimeout(resolve, 50));
	document.body.append(field);
	await focused;
	expect(document.activeElement).toBe(other);
});
