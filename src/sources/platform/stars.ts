// A rating as people read it.

const STARS = 5

/** The title with its stars before it: "★★☆☆☆ Se cierra sola"; the title alone where there is no rating from 1 to 5. */
export function starredTitle(rating: number | null, title: string | null): string | null {
  if (rating === null || rating < 1 || rating > STARS) return title
  const full = Math.round(rating)
  const stars = '★'.repeat(full) + '☆'.repeat(STARS - full)
  return title === null ? stars : `${stars} ${title}`
}
