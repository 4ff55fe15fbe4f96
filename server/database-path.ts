/** Where a repository's database is: in its own `.lintel`, or under the folder that `--data` names. */
export function databaseOf(
	place: { readonly slug: string; readonly folder: string },
	data: string | null,
): string {
	return data === null ? `${place.folder}/.lintel/lintel.db` : `${data}/${place.slug}/lintel.db`;
}
