// Proper names that a post may hold beside any brand: places, people, months and holidays. They are mostly written
// with a capital, so the model's list of ordinary words does not know them; "Colombia" is no slip for Columbia.

import { foldTerm } from './automaton.js'
import { type HashSet, hashSet } from './hashed.js'
import { hashWord } from './reading.js'

const PLACES = `colombia argentina mexico chile peru ecuador venezuela bolivia paraguay uruguay panama guatemala honduras
  salvador nicaragua cuba dominicana espana brasil brazil portugal francia france italia italy alemania germany inglaterra
  england ireland irlanda iceland islandia scotland escocia wales gales europa europe america africa asia australia canada
  japon japan china india rusia russia turquia turkey grecia greece suiza suecia noruega finlandia dinamarca polonia austria
  bogota medellin cali barranquilla cartagena bucaramanga pereira manizales armenia ibague cucuta pasto popayan neiva tunja
  villavicencio monteria sincelejo valledupar soledad envigado itagui bello soacha chia zipaquira lima arequipa trujillo
  chiclayo cusco cuzco piura iquitos tacna callao santiago valparaiso concepcion temuco antofagasta talca rancagua arica
  iquique osorno valdivia quito guayaquil cuenca ambato loja caracas maracaibo valencia sucre cochabamba potosi asuncion
  montevideo rosario cordoba mendoza tucuman salta neuquen quilmes moron lanus guadalajara monterrey puebla tijuana cancun
  merida toluca queretaro leon morelia oaxaca veracruz saltillo hermosillo culiacan mazatlan acapulco chihuahua jalisco
  sinaloa sonora tabasco yucatan madrid barcelona sevilla zaragoza malaga murcia bilbao alicante granada vigo gijon oviedo
  pamplona almeria cadiz huelva jaen burgos salamanca segovia soria teruel toledo cuenca avila caceres badajoz lugo ourense
  galicia asturias cantabria navarra aragon cataluna andalucia extremadura castilla canarias baleares mallorca tenerife ibiza
  london londres paris roma rome berlin lisboa oporto bruselas amsterdam dublin manchester liverpool birmingham leeds bristol
  glasgow edinburgh cardiff belfast oxford cambridge brighton preston boston chicago houston dallas austin denver seattle
  portland phoenix miami orlando tampa atlanta detroit toronto montreal vancouver sydney melbourne california texas florida
  nevada arizona oregon georgia virginia carolina dakota hawaii alaska kansas nebraska wisconsin michigan sligo panama guate
  sudamerica latinoamerica centroamerica caribe antioquia cundinamarca boyaca santander narino tolima huila meta quindio
  risaralda caldas choco guajira magdalena atlantico bolivar cesar arauca casanare putumayo amazonas vichada caqueta`

const PEOPLE = `maria jose juan carlos luis andres andrea camila camilo daniel daniela diego laura paula pablo pedro martin
  martina mateo sofia valentina sebastian santiago samuel simon sara lucia lucas nicolas julian juliana felipe fernando
  fernanda alejandro alejandra antonio javier jorge miguel manuel rafael ramon raul roberto ricardo sergio victor oscar
  gabriel gabriela natalia carolina catalina cristina claudia patricia monica sandra silvia teresa rosa marta marcela mariana
  beatriz isabel elena irene julia ana angela adriana liliana viviana yolanda gloria esperanza gonzalez rodriguez gomez
  fernandez lopez diaz martinez perez garcia sanchez romero sosa alvarez torres ruiz ramirez flores acosta benitez medina
  herrera suarez aguirre gimenez gutierrez pereyra rojas molina castro ortiz silva nunez luna juarez cabrera rios morales
  godoy moreno ferreyra dominguez carrizo peralta castillo ledesma quiroga vega vera muniz ojeda ponce villalba cardozo
  navarro ramos arias coronel cordero velez mejia ospina restrepo uribe petro duque santos gaviria pastrana maduro milei
  james john robert michael william david richard joseph thomas charles christopher matthew anthony mark donald steven paul
  andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary nicholas eric jonathan stephen
  larry justin scott brandon benjamin frank gregory raymond samuel patrick alexander jack dennis jerry tyler aaron henry
  mary patricia jennifer linda elizabeth barbara susan jessica sarah karen nancy lisa betty margaret ashley emily donna
  michelle carol amanda dorothy melissa deborah stephanie rebecca sharon laura cynthia kathleen amy angela shirley anna
  brenda pamela emma nicole helen samantha katherine christine debra rachel carolyn janet catherine smith johnson williams
  brown jones miller davis wilson anderson taylor moore jackson harris clark lewis robinson walker young allen king wright
  thompson white lopez hill green adams baker nelson carter mitchell roberts turner phillips campbell parker evans collins`

const TIMES = `enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre january
  february march april june july august september october november december lunes martes miercoles jueves viernes sabado
  domingo monday tuesday wednesday thursday friday saturday sunday navidad pascua christmas easter thanksgiving halloween`

/** The words' hashes, as tokens carry them. */
export const PROPER_NAMES: HashSet = hashSet(
  [PLACES, PEOPLE, TIMES].flatMap((list) => list.split(/\s+/u)).map((word) => hashWord(foldTerm(word))),
)
