// The story that the sample web tells, as data. Times are hours before a given moment, so that it is always fresh.

import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { z } from 'zod'
import { type Instant, instantPlus } from '../domain/time.js'

const text = z.string().trim().min(1)
const ago = z.number().min(0)

const reply = z.strictObject({
  id: z.int(),
  author: text,
  ago,
  text,
  staff: z.boolean().default(false),
  replyTo: z.int().nullable().default(null),
  parent: z.int().default(0),
  quote: z.strictObject({ author: text, text }).nullable().default(null),
})

const storySchema = z.strictObject({
  news: z.strictObject({
    title: text,
    items: z.array(z.strictObject({ id: z.int(), title: text, author: text, ago, text })),
  }),
  forum: z.strictObject({
    title: text,
    topics: z.array(
      z.strictObject({
        id: z.int(),
        title: text,
        views: z.int(),
        accepted: z.int().nullable().default(null),
        posts: z.array(reply).min(1),
      }),
    ),
  }),
  board: z.strictObject({
    title: text,
    forum: text,
    topics: z.array(z.strictObject({ id: z.int(), title: text, posts: z.array(reply).min(1) })),
  }),
  blog: z.strictObject({
    title: text,
    posts: z.array(
      z.strictObject({ id: z.int(), slug: text, title: text, author: text, ago, text, comments: z.array(reply) }),
    ),
  }),
})

/** The whole story. */
export type Story = z.output<typeof storySchema>

/** A post or comment of the story. */
export type StoryReply = z.output<typeof reply>

/** Reads the story that comes with Escucha, or another of the same shape. */
export async function readStory(
  file: URL = new URL('../../data/sample-web/story.yaml', import.meta.url),
): Promise<Story> {
  return storySchema.parse(parse(await readFile(file, 'utf8')))
}

/** A part of the story as a site shows it: where the site stands, and what time it is there. */
export interface Telling {
  readonly story: Story
  /** Address of the site without a final slash. */
  readonly base: string
  readonly now: Instant
}

/** The instant that lies so many hours before the telling's present. */
export function agoInstant(telling: Telling, hours: number): Instant {
  return instantPlus(telling.now, -hours * 3_600_000)
}

/** An answer of a site to a path; null where it has nothing there. */
export type Site = (path: string, telling: Telling) => SiteAnswer | null

/** What a site answers. */
export interface SiteAnswer {
  readonly type: string
  readonly body: string
}
