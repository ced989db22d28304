// How common the beginnings of words are among posts to companies, Spanish and English: what everybody says parts no
// topics. Made by `node test/bench/background.mjs` from data/corpus; not edited by hand.

/** Beginnings of words by what they weigh, in hundredths; those that are not here weigh 100. */
export const COMMON_STEMS: readonly (readonly [weight: number, stems: string])[] = [
  [15, `que`],
  [30, `and con del los para por the una`],
  [45, `algui app cambi como compr desde dias dos esta for hay las mas pero sin tengo tiene tres with you`],
  [
    60,
    `after ahora ano anos antes asi back banco bien buena cada can cance casa claro cobra compa conte contr corre
    cuand cuatr cuent despu dia dice donde entra entre era escri eso esper este every factu from fue graci hace has
    hasta have hora horas hoy insta inter les linea llama llega llego lleva manan manda mejor mes meses mil minut
    mismo movis muy nada nadie noche nos not numer one otra otro out pago perso plan porqu preci pregu prime puede
    queda quien quier sale segun seman senor servi siemp sigue since solo son tarje that there they this todo todos
    traba two uno veces vez voy was`,
  ],
  [
    70,
    `about abuel accou acept actua again agua ahi algo algun all apare aqui are avisa ayer baja been befor bloqu
    bueno but cable caja calle came card carga casi celul centr cerra charg chat check cinco clien cobro compl
    confi consu conta corte credi cuant cumpl datos day days deber deja dejar dejo devol dicen diez dijer dijo
    direc does domin don drive ellos empre entel equip esa ese estab estan estoy expli falta famil fecha fibra
    final firma first foto fui funci garan gente get got grand habia hacer had hice hola how igual just last left
    let like llevo local lunes luz mama mande mano marca media medic medio menos merca metro mis misma month mucha
    neces never new next ningu nombr now nueva nuevo numbe nunca off ofici ofrec old only opera order our over
    pagar pagin pague panta papel paque pasad pasar paso pedi pedid pedir perdi pesos phone plata pleas poner ponga
    porta publi puedo puert put quedo rapid recib recla repor respo retir revis sabad sabe said salio same santa
    says sea segur seis sirve sobre soy still super tambi tarde tecni telef tenia termi thank them then three tiend
    tigo time trans ultim uso usted van vecin vende vendi ver viene vino vuelo vuelv week what when which who will
    would year your zona`,
  ],
  [
    80,
    `abajo abier abre abrir aca activ agenc agent agost agrad ahorr aire amabl amazo anda anunc any anyon apart
    aplic arreg asien asked atenc atend atien aunqu autom autor avian aviso ayuda bag bajar bajo barat barri bbva
    becau bill bolet both boton bough box buen bus busca cae cajer call camar camin car cara cargo carre carta caso
    cero certi chang chica chico chip cierr cita close cocin codig come comer comid comis comun condu conse corri
    corta cosa could count cuadr cual cualq cuart cuest cuota custo dan dar debit decir deje deliv demor dentr
    denun depos desca desco descu despe devue dicie did diero digi digit diner dio disco discu disti doce docum
    dolar domic done door down elect ella email encue enero enter envia envio error espan estad estam estar esto
    estre estuv euros even examp excel exist exito exper extra favor figur fila fin five fligh forma formu fotos
    found four free frida fuera full gas gener going good grati great grupo guard habla hacen hago half han hecho
    her here herma hicie hija hijo histo hizo home horar hotel hour hours house inclu infor juego jueve kids know
    lado latam libre limit limpi line lista llame llamo lleve lost luego mail mal malet mando mante march marte
    marzo medid megas mensa meter mient mitad mobil modem money more morni mostr moved movil mucho mundo nacio need
    nequi netfl night ninos nobod nomas norma nothi nueve ocho offic once onlin opcio open orang orden org origi
    other own paga pagan paid pan papa parec parte parti pasa pase pay peopl perfe permi photo pide piden pidie
    pido piso plant plaza poco podri pone poste prend prepa prese prest price probl produ profe progr prome promo
    propi puebl puest punto puntu puse queja quinc quita rappi recha recom recon recor red reemb refun regal regis
    regre renov repar reser respe respu retur route saber sacar saldo salud samsu san satur say scree secon see
    segui senal sent ser she shoul siete sigui siste six sky sola solic somos sopor start store subio sucur sunda
    suppo sus switc table take tal talle tarda tarif telec ten tener tenga terce than thing third throu ticke tiemp
    times toca toda todas todav today told too took total trami turno twice uber under unico unos updat use vale
    vamos veint venci venta verda very viaje vida video vieja viejo viern visit viva vivo vodaf volve volvi vuelt
    want way web weeks went were whats where wifi win witho wom work years`,
  ],
  [
    90,
    `aboga abri abril acaba acabo acces aceit aclar acuer add adela adema adent admin adult aerol aerop afuer agarr
    agreg aguan air airbn ajust alcan alla almac alqui alrea also alta alto alway ameri amigo amor andre anoch
    anoth answe antel anten anter anual anybo anyth apaga apara apple apren aprob apunt area argen aroun arran
    arrib arriv artic asegu aseso ask askin atent atras audio aumen aun auto averi avion avise away banda bank bar
    barra basic basta bater batte bcp bebe being best bette betwe bille bitel black blanc board bodeg bogot boliv
    bolsa bonit booki borre branc break bring broke broth busco butto buy cabal cabin cafe caido cajas calen calid
    calie calls cama camio canal capit captu carne caro carri carro carte cayo cedul cerca cerre cerro chase chile
    ciuda claim clase clave clean clear click clini cober cobre coche code cola cold coleg colle colom colon color
    comen comin comod compe compu conce conec conex conge conoc consi const conve convi copia coppe corto cosas
    costa costc costo coto cover crew cruz cuare cubre cuida culpa cunad curso cut dad data date dato daviv debo
    decia decid decla defen dejan delta deman demas depar depen derec desay desk despa deuda diari didi didn difer
    diffe diga digan digo dije dios disne dispo distr dni doble docto doesn dog dormi doy drama dropp duda dueno
    dura duran duro each edifi efect ejecu elegi eleve else embar emerg empez empie emple encan encar encim encon
    end enel energ enfer engan engin ensen entie enton entro epm eps equiv eran escal escuc escue espec espos esqui
    estac estaf estim estud etb etiqu eveni ever exact exijo expla expor expre fabri facil falab falla fallo farma
    febre fedex fee felic feliz feria fiber fijo filtr find fine finis firme firmo fisca fit fixed flow fondo food
    form foro fraud frent frien frio front fuero fuimo galic game gap gate gave geren gigas give goes golpe gone
    googl graba grado guia gusta gusto guy habil habit hable hacia hacie hagan happy haya helad help hijos hilo him
    hipot his hogar hoja hold hospi https human iba iberi idea ikea impor impre impri ing ingen ingle ingre inici
    insid inten into inven inver iphon isn itau its izzi jaja jajaj joven jubil julio jumbo june junio junta junto
    justo keep keeps kept kid kitch lady lapto late lavad leave leche lee lento letra lette levan ley liber libro
    licen lider light lima link liqui listo live liver llegu llena lleno llora lluvi locke long look lot love lovel
    lucas lugar lunch made madre madri make mala man manag manej mango manua mapfr maqui marke mate matri max may
    mayo mayor memor menor mensu menti menu mesa messa mexic mia micro mierc migra millo min mine minim mio miran
    mirar missi model modo momen monda monte mothe moto motor movin mudo muert muest mujer multi munic music name
    naran natur negli negoc neigh netli nina nine nino nomin norte nosot nota notic novie nuest oblig obra octop
    octub ofert offer ojala ojo opene opini otras otros pacie padre pagad pagam page pais palab panel papas parad
    parce paris parqu pasaj pasan pass past paz pdf pedim pelea pena penal pendi pensa pensi peor peque per perde
    perdo perfi perma perro pesim pidio piens pierd pieza pin pixel pizza placa place plane plast plazo plus poder
    point polic polit pollo pongo popul porte post power pract premi presi presu prima primo print priva pro proba
    proce propo prote provi proxi prueb pueda puent pues punta puro pusie puso quali quede quere queri quick quisi
    quito quote radio rato razon read real reaso recar recei recep recie recog refer refri regio regul reini remot
    renew renfe renta repet repla repro repue reque resid resol resta resto resul resum reten retra revol right
    ring riple robo room rueda run ruta ryana saben sabia saco sala salen sali salid salie salir salvo sanit santi
    saque sat schoo seat seats sella send separ septi sera seria serie set setti seven shop show shows side siend
    signa sigo silen silla sim simpl site sitio size sleep small smart sms sol sold soles soluc some someb someo
    somet spoti sprin staff stand starl state steam stick stock stop stopp sube subid subie subir suegr sueld suelt
    sur sura suspe tabla talla tampo tan tanto tapa tardo targe team telce tele telev tell telme tema tempo tenem
    tenid text their think thoug thurs tia till tipo titul tomor tonig track trae train trasl trata trein tuesd
    turne tuve tuvie tuvo unas une unica union unite unive until ups urgen usa usar used usuar vacia valid valor
    vea veloc vence vendo venga venia veo veran verde vergu verif veriz versi via viaja viajo villa vinie virgi
    virtu vista vive volar voz vtr wait waiti walma wants watch water weeke well while whole why wife windo withi
    won works worth wrong yoigo zapat zoom`,
  ],
]
