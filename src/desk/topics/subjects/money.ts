// Subjects of money and of what is owed: banks, wallets, cards, loans, insurance, crypto, tills, taxes and papers of the
// state. The form is that of `../subjects.ts`.

/** One subject a line; `../subjects.ts` explains the signs. */
export const MONEY_SUBJECTS = `
transfer: giro= giros= girar= giraron consign pse= spei= pix= zelle wire= wires= ach= cbu= cvu= clabe iban= deposite= depositaron
wrongrecipient: numero_equivocado cuenta_equivocada persona_equivocada otra_persona_por me_equivoque_de_numero wrong_person wrong_account wrong_number a_un_desconocido sent_to_the_wrong mande_a_otro envie_a_otro transferi_a_otro por_error= equivoque=
moneymissing: no_me_llego_la_plata no_aparece_el_dinero plata_perdida no_se_refleja no_refleja no_ha_entrado no_entra_la_plata no_me_ha_caido no_cae= never_credited not_credited hasnt_arrived didnt_arrive no_se_acredit no_lo_veo_reflejado not_showing isn_t_showing missing_money
atm: cajero_no cajero_se cajero_me trago_la cash_machine dispenso dispens_el retir_de swallowed ate_my se_trago billetes_falsos no_salio_la_plata cash_point cashpoint
cardswallowed: trago= tragado= swallowed= retuvo_la retained
carddeclined: rechazad_la rechaza_la rechazan_la tarjeta_rechazada no_pasa_la no_pasa= declin fondos_insuficientes insufficient denegad negada= no_la_toma no_la_aceptan no_me_la_reciben
chip: banda_magnetica contactless sin_contacto chip_de_la acercar= nfc= google_pay apple_pay
creditlimit: cupo= cupos= credit_limit limite_de_credito aumento_de_cupo linea_de_credito ampliar_el subir_el_cupo bajaron_el_cupo
latepayment: mora= moroso morosa cobranza cobrador deuda= deudas= debt= debts= adeuda overdue atrasad_en late_fee late_payment cobro_juridico collector collections= collection_agency paz_y_salvo acuerdo_de_pago refinanc reestructur payment_plan
harassingcalls: amenaz acosan acoso= hostig harass threat a_mi_familia a_mi_jefe a_mis_referencias a_toda_hora
instalments: cuotas= mensualidades= msi= meses_sin diferir diferid difirieron instalment instalments installments a_una_sola_cuota a_36 plazos= klarna= addi= sistecredito bnpl=
annualfee: anualidad= cuota_de_manejo annual_fee yearly_fee cuota_anual manejo= monthly_fee membership_fee
blacklist: centrales= reportad reportaron_a reporte_en lista_negra blacklist blocklist buro_de datacredito= transunion experian cifin= veraz= castigad
loan: credito_de libre_inversion libranza desembols disburse prestan= prestar= prestado= prestamista borrow lender preaprobad pre_approved payday
loanrejected: me_negaron_el negaron_el_credito negado_el credito_negado loan_denied application_denied rejected_my_application rechazaron_mi_solicitud no_me_prestan solicitud_rechazada
mortgage: hipotecar leasing= subsidio_de credito_de_vivienda constructora escritur notaria notary
savings: ahorro= ahorros= bolsillo= alcancia cajita= savings rendimiento rendimientos= yield= cdt= cdts= pockets=
cashback: cashback devolucion_del_5 cash_back puntos_colombia millas_por recompensa recompensas=
cardstolen: me_robaron_la_tarjeta perdi_la_tarjeta tarjeta_perdida lost_card stolen_card card_was_stolen reponer_la reposicion_de_la reposicion_de_tarjeta replacement_card
branchclosed: oficina_cerrada corresponsal corresponsales= sucursal_mas closest_branch branch_closing cerraron_la_oficina cerraron_la_sucursal
appdown: app_caida no_abre_la_app se_cayo_la_app app_no_funciona no_funciona_la_app app_is_down app_down not_loading no_carga_la_app plataforma_caida la_app_no banca_movil banca_en_linea online_banking mobile_banking
verification: validacion= validar= verifiquen verificar_mi verificacion_de identity verify verification kyc= selfie= reconocimiento_facial cedula= pasaporte_para ine= curp= foto_del_documento documento_de_identidad id_check proof_of_address comprobante_de_domicilio
phishing: phishing enlace_falso link_falso mensaje_falso pagina_falsa correo_falso suplantacion suplantando estafador estafaron estafa= scammer scammed= fake_website fake_message sms_falso llamaron_haciendose haciendose_pasar
crypto: bitcoin btc= cripto criptomoneda crypto usdt= wallet= billetera= ethereum eth= blockchain stablecoin staking memecoin binance tether
withdrawal: retirar= retiro= retiros= sacar_mi sacar_la_plata withdraw withdrawal withdrawals payout cash_out cashout desembols pay_out
chargeback: contracargo chargeback desconocer_la disputa= disputas= dispute= disputed= reversar reverso= reversion reversal
settlement: liquidacion= liquidan= abono_de_ventas ventas_del_dia mis_ventas deposit_de_ventas settle settlement payouts= abonan= consignan= comerciante comercio= negocio=
paymentlink: link_de_pago enlace_de_pago payment_link boton_de_pago pasarela gateway checkout_link
paymentpending: pago_pendiente pending= pendiente_de_pago en_proceso en_revision en_validacion processing= under_review aparece_pendiente figura_pendiente
paidnotapplied: ya_pague pague_y ya_lo_pague no_registra no_aparece_el_pago pago_no_aparece pago_no_aplicado sale_que_debo dice_que_debo sigue_en_mora no_me_aplicaron_el_pago already_paid paid_already payment_not_showing no_se_ve_el_pago figuro_debiendo
autopay: debito_automatico domiciliac domiciliar pago_automatico autopay auto_pay direct_debit cobro_automatico recurrent recurring
autorenew: renovo_sol renovo_automatic se_renov renovacion_automatica auto_renew autorenew autorenov renueva= renueven renewed= auto_renewed sin_avisar sin_preguntar without_asking without_warning sin_mi_permiso sin_autorizacion without_permission no_autorice
exchangefee: tasa_del tasa_de trm= dolar= spread= conversion_rate exchange_rate
taxwithheld: gmf= 4x1000 cuatro_por retefuente iva= impuesto_pais percepcion withholding withheld
pension: pension= pensiones= pensionado jubilacion cesantias afore= afp= retiro_de_cesantias retirement fondo_de_pensiones colpensiones semanas_cotizadas
subsidy: subsidio= subsidios= bono_del_gobierno ingreso_solidario renta_ciudadana benefit= benefits= bono_social beneficiario_de bolsa_familia
insuranceclaim: siniestro siniestros= reclamacion= reclamo_de aseguradora= asegurado= aseguradoras insurer claim= claims= ajustador adjuster perito peritaje deducible= indemniz choque= choques= choque accident accidente
claimdenied: objetaron objecion negaron_el_pago no_cubre no_cubren no_lo_cubre preexist exclusion denied= rejected= claim_denied not_covered isn_t_covered won_t_cover rechazaron_la rechazaron_el rechazaron_mi clausula clause
premium: prima= primas= premium= premiums= valor_de_la_poliza poliza_subio poliza_mas renovacion_de_la_poliza cotizac cotizar quote= quotes=
roadside: grua= gruas= varad asistencia_en carretera= tow= towing= towed= tow_truck roadside stranded breakdown desvar auxilio_mecanico asistencia_vial pinchad
workshopwait: en_el_taller taller_autorizado taller= body_shop garage_has lleva_en_el_taller carroceria latoneria hojalater chapista
travelinsurance: asistencia_de_viaje travel_insurance seguro_de_viaje
soat: soat= rc= seguro_obligatorio tecnomecanica itv= verificacion_vehicular vtv= mot=
funeral: funer exequial sepelio burial entierro plan_exequial
beneficiary: beneficiario= beneficiarios= incluir_a_mi agregar_a_mi_esposa add_my_wife add_my_son dependiente= dependents dependent afiliar_a afiliacion_de
warrantyextended: garantia_extendida extended_warranty seguro_del_celular screen_insurance proteccion_movil
receipt: comprobante= comprobantes= recibo_de soporte_de_pago proof_of_payment tirilla tiquete_de_compra receipt receipts= ticket_de_compra voucher_de
invoicing: factura_electronica facturacion_electronica no_me_mandan_la_factura no_llega_la_factura factura_no cfdi= e_invoice invoice= invoices= facturar= timbrar
~wrongdata: nombre_mal apellido_mal mal_escrito mal_escrita misspell typo= wrong_name fecha_de_nacimiento datos_mal datos_errados mal_digitad corregir correccion corrijan equivocados= errados= errado= errada= incorrect
idcard: cedula= cedulas= dni= duplicado= tarjeta_de_identidad id_card pasaporte= passport= registro_civil partida_de_nacimiento birth_certificate apostill pasaportes= cedula_digital
licence: licencia_de_conduc licencia_de_transito pase_de_conduc carnet_de_conducir brevete driving_licence driver_s_license driving_license refrendar refrendacion
procedure: tramite= tramites= radicad radicado= expediente ventanilla_unica solicitud= paperwork application= case_number numero_de_caso derecho_de_peticion pqr= pqrs= ticket_number
trafficfine: comparendo infraccion multa_de fotodeteccion foto_multa speeding_ticket parking_ticket pico_y_placa
propertytax: predial ibi= catastro valorizacion avaluo_catastral property_tax council_tax impuesto_vehicular refrendo= tenencia=
lottery: loteria chance= baloto sorteo= sorteos= rifa= rifas= ganador ganadora premio= premios= lottery raffle prize= jackpot winner winning sweepstake concurso= acertij
bet: apuesta= apuestas= apost bet= bets= betting odds= cuota_de_la_apuesta casino tragamonedas slot_machine rollover apuesta_ganada bookmaker
bonusterms: bono_de_bienvenida bienvenida= welcome_bonus bonus= rollover= condiciones_del_bono bono_de_registro
accountlimits: monto_maximo monto_minimo tope_diario tope= daily_limit maximum= maximo= minimo= minimum=
cashonly: efectivo= cash= en_efectivo cash_only cambio_de_billete vueltas= vuelto= suelto= menudo= no_tienen_cambio
wallettopup: recargar_la recarga_de tiempo_aire airtime recarga_no recarga_y cargar_saldo
donation: redondeo= donacion= donar= donat charity teleton vuelto_para round_up
rates: usura= abusiv interes_de tasa_alta high_interest usury tasa_efectiva
prepay: prepago_del abono_a_capital abonar_a_capital pagar_todo_antes pagar_anticipad pay_off payoff early_repayment prepay_my saldar
jointaccount: cuenta_conjunta joint_account autorizado= cotitular apoderad firma_autorizada power_of_attorney
inheritance: fallec falleci difunto murio= deceased passed_away heren sucesion= herederos inherit bereave
`
