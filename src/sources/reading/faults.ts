// Tells why a page holds nothing: a login wall, a browser check, a "not found" that answers 200, or an empty page. Silence is a
// fault only when nothing was found, so this is asked last: a page with posts may well speak of logins.

import { EscuchaError } from '../../domain/errors.js'
import type { Page } from '../../domain/source.js'
import { textOf } from './html.js'

/** What a page is asked: its tree and its elements by selector. */
interface Asked {
  readonly document: Parameters<typeof textOf>[0]
  first(selector: string): unknown
}

/** A page that says so much has content of its own; short ones are judged by their words. */
const WORDS_OF_A_NOTICE = 4_000

const CHALLENGE_SOURCE =
  /cf-chl-|challenge-platform|\/cdn-cgi\/challenge|_cf_chl_opt|captcha-delivery\.com|px-captcha|_incapsula_resource|ddos-guard|sucuri_cloudproxy|aws-waf-token|g-recaptcha|h-captcha|cf-turnstile|anubis_challenge|data-sitekey=/i
const CHALLENGE_WORDS =
  /just a moment|un momento(?:…|\.\.\.)|checking (?:if the site connection is secure|your browser)|verif(?:y|ying) (?:that )?you are (?:a )?human|are you a (?:human|robot)|comprobando (?:tu|su|el) navegador|verifi(?:ca|que|cando) que (?:eres|es|usted es) (?:un )?humano|no soy un robot|enable javascript and cookies|habilit[ea] javascript|attention required|access denied|acceso denegado|ddos protection/i
const LOGIN_WORDS =
  /(?:must|need to|have to|please|required? to) (?:be )?(?:log(?:ged)? ?in|sign(?:ed)? in|login|register)|not logged in|login required|members only|no has iniciado sesi[oó]n|inici[ae]r? sesi[oó]n para|(?:debes?|debe|tienes que|necesitas|hay que) (?:iniciar sesi[oó]n|identificarte|identificarse|estar (?:registrad|identificad|conectad)|registrarte|acceder|loguearte)|solo (?:para )?(?:usuarios|miembros) registrados|necesita identificarse|faça login|você precisa (?:estar logado|entrar)|do not have permission to (?:view|access)|no tienes? permiso/i
const MISSING_WORDS =
  /(?:page|topic|thread|post|forum) (?:you requested )?(?:could not be found|(?:was |is )?not found|does(?: not|n['’]t) exist)|(?:requested|specified) (?:topic|thread|page|forum|post)[^.]{0,40}(?:does not exist|not found|could not be found|invalid)|no (?:thread|topic) specified|invalid (?:thread|topic) specified|p[aá]gina no (?:encontrada|existe)|no se (?:ha )?(?:encontr[oó]|encontrado|pudo encontrar)|(?:tema|foro|hilo|mensaje)[^.]{0,40}no existe|error 404|404 not found/i
/** A title is short: here two words are enough. */
const MISSING_TITLE = /\b404\b|\bnot found\b|\bno (?:se ha )?encontrad[ao]\b|\b(?:no existe|doesn['’]t exist)\b/i

/** Throws what is wrong with a page on which nothing was found; returns when nothing is seen to be wrong. */
export function refuseFaultyPage(page: Page, html: Asked): void {
  if (page.text.trim() === '') {
    throw new EscuchaError('page-empty', `the page at ${page.url} is empty`, {
      hint: 'The host answered with nothing; open the address in a browser to see whether the site works.',
    })
  }
  const notice = textOf(html.document).slice(0, WORDS_OF_A_NOTICE)
  if (isChallenge(page, notice)) throw challenged(page)
  if (html.first('input[type=password]') !== null || LOGIN_WORDS.test(notice)) throw loginRequired(page)
  if (MISSING_WORDS.test(notice) || MISSING_TITLE.test(titleOf(page))) throw missing(page)
}

/** The head of a page often says it alone, above a body of "Oops!". */
function titleOf(page: Page): string {
  return /<title[^>]{0,200}>([^<]{0,300})/i.exec(page.text.slice(0, 100_000))?.[1] ?? ''
}

function isChallenge(page: Page, notice: string): boolean {
  if (page.headers['cf-mitigated'] === 'challenge') return true
  if (CHALLENGE_WORDS.test(notice) && notice.length < WORDS_OF_A_NOTICE) return true
  // A captcha stands on many a login or contact form too: alone it tells only on a page with little else.
  return notice.length < 1_500 && CHALLENGE_SOURCE.test(page.text.slice(0, 200_000))
}

function challenged(page: Page): EscuchaError {
  return new EscuchaError('challenged', `${page.url} shows a captcha or a browser check instead of its page`, {
    hint: 'Ask the site for access, or read it by its feed: Escucha does not get around such checks.',
  })
}

function loginRequired(page: Page): EscuchaError {
  return new EscuchaError('login-required', `${page.url} shows a login instead of posts`, {
    hint: 'Escucha reads what is public: choose a forum that guests can read, or the site’s feed.',
  })
}

function missing(page: Page): EscuchaError {
  return new EscuchaError('page-missing', `${page.url} says that what was asked for does not exist`, {
    hint: 'It may have been moved or deleted; correct the address of the source.',
    status: page.status,
  })
}
