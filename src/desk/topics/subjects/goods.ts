// Subjects of what is bought, eaten and sent: shops, markets, fashion, food, couriers, phones as goods, pets, beauty and
// toys. The form is that of `../subjects.ts`.

/** One subject a line; `../subjects.ts` explains the signs. */
export const GOODS_SUBJECTS = `
tracking: rastreo rastrear rastre= guia_no numero_de_guia tracking= track= tracked= no_se_mueve no_avanza no_actualiza_el mismo_estado stuck_in not_moving no_movement parado= parada_en detenid stuck= en_transito in_transit bodega= warehouse depot= centro_de_distribucion hub_de sorting
failedattempt: no_estaba_en_casa estaba_en_casa estaba_en_la_casa toda_la_manana_en estuve_todo_el_dia nadie_en_casa direccion_errada direccion_incompleta direccion_no_existe intento_de_entrega intento_fallido failed_delivery attempted= no_one_home was_home i_was_in visita_fallida segundo_intento novedad= no_timbr no_golpe never_knocked never_rang no_llamo= no_llamaron
wronghouse: otra_casa otro_apartamento casa_equivocada al_vecino neighbor_got wrong_house wrong_address wrong_door en_la_casa_de otra_direccion otra_ciudad otro_barrio
signature: firma= firmo= firmaron signature signed_for yo_no_firme firma_falsa forged
courierdamage: llego_roto llego_rota llego_quebrad llego_danad llego_partid llego_golpead llego_aplast arrived_broken arrived_damaged arrived_smashed smashed aplastad mojado= mojada= wet= soaked empapad caja_rota crushed_box destroz deshech llego_vuelto maltratad
fragile: fragil fragile bubble_wrap mal_empacad mal_embalad embalaje empacaron empacado= poorly_packed packed= packing=
shippingcost: costo_de_envio gastos_de_envio costo_del_envio flete= fletes= shipping_cost shipping_fee delivery_fee domicilio_mas_caro envio_mas_caro envio_gratis free_shipping free_delivery
missinparcel: caja_vacia empty_box vino_vacia piedra= ladrillo brick= abrieron_la_caja abierto_y sello_roto seal= tampered violentad manipulad
pickuppoint: punto_de_recogida punto_fisico pickup_point locker= lockers= casillero casilleros drop_off_point recoger_en_tienda click_and_collect collect_in_store retiro_en_tienda recoger_en
sellerfraud: vendedor_falso tienda_falsa no_existe_la_tienda fake_seller fake_store scam_seller pagina_fraud estafo=
sellercancel: cancelaron_mi_pedido cancelaron_el_pedido cancelaron_mi_compra cancelaron_la_compra me_cancelaron cancelled_my_order canceled_my_order order_was_cancelled sin_stock_despues cancelado_por pedido_cancelado compra_cancelada
presale: preventa= preorden preorder pre_order preventas lanzamiento= release= launch= launch_day
reviewsfake: resenas= resena= opiniones= opinion= comentarios= review= reviews= calificacion_de estrellas_falsas fake_reviews borraron_mi_comentario
sellercommission: comision_por_venta vender_en comision_de_venta seller_fees selling_fee publicar_gratis
listingremoved: bajaron_mi_publicacion publicacion_pausada publicaciones= publicacion= listing_removed eliminaron_mi anuncio_eliminado took_down
installmentstore: tarjeta_de_la_tienda credito_de_la_tienda store_card
shelfprice: precio_en_gondola en_la_caja_me en_la_caja_sal en_caja_sal en_caja_cobr un_precio_y otro_precio otro_valor mas_caro_en_caja scanned= rang= diferente_al precio_distint different_price price_at_the_till at_the_till at_checkout_it precio_exhibido etiqueta_dice
blackfriday: black_friday cyber hot_sale sin_iva dia_sin_iva prime_day buen_fin oferta= ofertas= rebaja= rebajas= liquidacion_de falsa_oferta inflaron_el
selfcheckout: autopago self_checkout caja_rapida cajas_de_autopago self_service
cart: carrito= carritos= canasta= trolley cart= carts= basket= coche_de_super
cashier: cajera= cajeras= cajero_del_super cashier checkout_lady checkout_staff
freshproduce: fruta= frutas= verdura= verduras= tomate aguacate avocado fruit= vegetables= veg= lechuga maduro= madura= pasad_el podrida= podridas= podridos= rotten= wilted= spoiled spoilt danada_la carne_danada mal_estado en_mal_estado went_off gone_off
meat: carne= carnes= pollo= meat= chicken= beef= pork= cerdo= pescado= fish= salchich jamon= ham=
dairy: leche= queso= yogur= yogurt= milk= cheese= huevo= huevos= egg= eggs= cortad agria= sour= curdled
bread: pan= panes= panaderia bread= bakery croissant medialuna bolillo
substitution: reemplaz sustituy sustitut cambiaron_el_producto substitut replaced_with swapped= replacement_item
allergy: alergi allerg lactosa lactose celiac gluten= mani= peanut nuts= intolerancia trazas ronch sarpull rash= irrita irritacion brote= hives
foodpoison: intoxicac diarrea vomito= vomitando food_poisoning sick= enfermo= enfermaron enferme indigest upset_stomach dolor_de_estomago estomago= stomach
coldfood: llego_frio llego_fria llega_frio llega_fria helad cold_food food_was_cold arrived_cold derret melted melting tibia= lukewarm
soggy: aguad blanda= blandas= soggy grasos aceitos grasa= oily= greasy reblandec tiesa= gomos
tablewait: nos_sentaron mesa_reservada mesa= waited_for_a_table no_nos_atend no_nos_tomaron la_orden_se_demoro kitchen= mesero= waiter= waitress= camarera=
restaurantbill: la_cuenta_venia nos_cobraron_algo_que cubierto= precio_de_la_carta menu_decia on_the_bill overcharged sobrecost
drinks: bebida= bebidas= gaseosa= jugo= jugos= juice= cerveza= beer= vino_tinto wine= coctel cocktail vaso= vasos=
kidsmenu: juguete_de_la_cajita cajita_feliz happy_meal combo_infantil
drivethru: autoservicio drive_thru drive_through automac
tipapp: propina_al propina_en tip_the tip_my
wrongorder: pedido_de_otro pedido_cambiado someone_else_s_order otro_pedido orden_de_otra me_trajeron_otra me_trajeron_otro me_mandaron_otro me_mandaron_otra llego_otro llego_otra wrong_food wrong_item no_era_lo_que no_es_lo_que_pedi not_what_i_ordered pedi_una pedi_un sent_me_the_wrong got_the_wrong
driverwaiting: domiciliario_da_vueltas repartidor_parado dando_vueltas gps= mapa= map= en_el_mapa on_the_map
waiting_courier: buscando_repartidor sin_repartidor asignar_repartidor no_asignan asignan= looking_for_a_driver no_courier assigned= asignado=
subscriptionprime: rappi_prime membresia_prime
fit: queda_grande queda_pequen queda_chico queda_apretad me_quedo_grande me_quedo_pequen apretad= ajustad no_me_queda too_small too_big too_tight doesn_t_fit did_not_fit tallaje horma= sizing size_chart guia_de_tallas runs_small runs_large holgad
exchangeclothes: cambiar_la_talla cambio_de_talla cambiar_por_otra cambiar_por_una cambiar_por_otro exchange_for swap= swap_for cambio_de_producto cambio_de_prenda
fabric: tela= telas= fabric= algodon cotton poliester polyester transparent see_through material= costuras= stitch unravel lana= wool=
shoesole: suela= suelas= despeg despegaron peeled= came_off glue= pegante
zipper: cierre_de cremallera zipper zip= broche= hebilla
washshrink: se_encog encogio encogieron a_la_primera_lavada primera_lavada first_wash after_one_wash una_lavada al_lavarl
jewellery: anillo= anillos= collar= pulsera arete aretes= joya joyeria necklace bracelet earring gold_plated reloj= relojes= watch= correa_del_reloj
makeup: maquillaje labial lipstick makeup base_de_maquillaje foundation rimel mascara= crema= cremas= cream= serum= shampoo champu perfume= perfumes= fragancia fragrance cosmetic skincare
salon: peluqueria= salon_de_belleza cabello= pelo_quedo hair= cejas= eyebrow= manicur pedicur tinte= color_del_pelo haircut= keratina depilac laser= waxing spa= masaj massage barber
gymtrainer: entrenador entrenadora trainer= personal_trainer rutina= coach= clase_grupal spinning yoga= pilates zumba
sweat: sudor sweat vestidor vestier camerino changing_room locker_room duchas= showers= casilleros=
toys: juguete= juguetes= toy= toys= muneca munecas= doll= lego= rompecabezas puzzle pilas_no peluche board_game juego_de_mesa
babygoods: panales= diapers= biberon tetero formula_infantil formula= cuna= crib= stroller= coche_de_bebe car_seat silla_de_carro pacifier
~books: libro= libros= ebook kindle= audiolibro pagina_en_blanco paginas_en lectura_digital editorial=
petvet: veterinario= vacunas= esteriliz sterilis cirugia_del_perro consulta_del_perro
petstay: guarderia_can guarderia= paseador dog_walker walker= hotel_de_mascotas boarding_kennel kennel
adoption: adopcion adoptar adopt= adopted=
litter: arena_para arena_de_gato litter=
optics: montura= frames= progresiv graduacion= formula_de_lentes
pharmacystock: no_tienen_el no_lo_tienen ninguna_tiene no_lo_consigo no_consigo no_hay_en_ninguna agotados= agotadas= agotado= agotada= escas shortage stock_out sold_out out_of_stock= unavailable can_t_find nowhere_to_be en_ninguna
notavailable: cuando_vuelve cuando_llega_el vuelvan_a_traer back_in_stock cuando_reponen reponer=
used: usado= usada= usados= second_hand refurb reacondicion remanufact segunda_mano de_segunda seminuevo already_opened
phonestore: celular_que_compre telefono_que_compre equipo_que_compre imei= banda_bloqueada liberado= unlocked_phone
phonebroken: no_prende= no_enciende= no_carga= won_t_turn won_t_charge doesn_t_turn dead= murio_el se_apaga= apaga_solo apaga_sola turns_off shuts_off reinicia_solo restart restarts= reboot
speakerphone: altavoz_del microfono_del no_me_escuchan no_se_escucha can_t_hear no_sound earpiece
earbuds: audifono audifonos= auriculares= airpod airpods= headphones= earphones un_solo_lado solo_un_lado left_side right_side one_side
laptop: portatil= laptop= computador computadora ordenador notebook= teclado= keyboard= teclas= touchpad mouse_pad ram= disco_duro ssd= windows= macbook
tabletdevice: tablet= tablets= ipad= stylus
watchdevice: smartwatch reloj_inteligente pulsera_inteligente apple_watch fitbit pasos= steps= garmin
printerink: cartuchos= tintas= toner= cartridges= subscription_ink no_reconoce_el_cartucho paper_jam atasco atasca papel_atasc escaner scanner= scan_to
camerafocus: enfoc focus= borros blurry camara_del= lens_cap lente= lentes_de
console: consola= consolas= console= playstation ps5= ps4= xbox nintendo joycon disco_no lee_el_disco disc=
drone: drone= dron= drones=
spareparts: repuesto= repuestos= refaccion= spares= pieza_de_repuesto spare= parts=
servicecentre: servicio_tecnico centro_de_servicio service_centre service_center repair_centre repair_shop diagnostico= diagnos
~repairwait: lo_llevan_reparando mes_en_reparacion en_reparacion reparacion= reparaciones= repair= repairs= still_being_repaired sigue_igual volvio_igual mismo_problema same_problem same_fault mismo_dano mismo_error
repaircost: cotizaron_la cotizan= cuanto_vale_el_arreglo costo_de_la_reparacion repair_cost quoted_me presupuesto=
notcovered: garantia_no_cubre no_aplica_garantia no_aplica_la_garantia mal_uso misuse humedad_en water_damage dano_por_agua golpe_del_usuario void= voided
giftwrap: regalo= regalos= gift= gifts= envoltura= papel_regalo wrapped= para_regalar
dedication: dedicatoria mensaje_en_la_tarjeta message_card
flowersdead: flor= rosas= roses= marchita= marchitas= marchito
cakewrong: decoracion= ponque= cupcake pastelito birthday_cake
valentines: dia_de_la_madre san_valentin mothers_day valentine navidad= christmas cumpleanos birthday
`
