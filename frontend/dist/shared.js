var Qn=/\{[^{}]+\}/g,Xn=()=>typeof process=="object"&&Number.parseInt(process?.versions?.node?.substring(0,2))>=18&&process.versions.undici;function eo(){return Math.random().toString(36).slice(2,11)}function Gt(t){let{baseUrl:e="",Request:n=globalThis.Request,fetch:i=globalThis.fetch,querySerializer:r,bodySerializer:s,pathSerializer:c,headers:l,requestInitExt:d=void 0,...g}={...t};d=Xn()?d:void 0,e=Vt(e);let u=[];async function m(f,p){let{baseUrl:x,fetch:C=i,Request:b=n,headers:k,params:y={},parseAs:A="json",querySerializer:w,bodySerializer:N=s??no,pathSerializer:v,body:T,middleware:M=[],...ie}=p||{},H=e;x&&(H=Vt(x)??e);let te=typeof r=="function"?r:Jt(r);w&&(te=typeof w=="function"?w:Jt({...typeof r=="object"?r:{},...w}));let Q=v||c||to,F=T===void 0?void 0:N(T,Ht(l,k,y.header)),Zn=Ht(F===void 0||F instanceof FormData?{}:{"Content-Type":"application/json"},l,k,y.header),re=[...u,...M],Yn={redirect:"follow",...g,...ie,body:F,headers:Zn},Te,Ie,se=new b(oo(f,{baseUrl:H,params:y,querySerializer:te,pathSerializer:Q}),Yn),B;for(let q in ie)q in se||(se[q]=ie[q]);if(re.length){Te=eo(),Ie=Object.freeze({baseUrl:H,fetch:C,parseAs:A,querySerializer:te,bodySerializer:N,pathSerializer:Q});for(let q of re)if(q&&typeof q=="object"&&typeof q.onRequest=="function"){let z=await q.onRequest({request:se,schemaPath:f,params:y,options:Ie,id:Te});if(z)if(z instanceof b)se=z;else if(z instanceof Response){B=z;break}else throw new Error("onRequest: must return new Request() or Response() when modifying the request")}}if(!B){try{B=await C(se,d)}catch(q){let z=q;if(re.length)for(let ue=re.length-1;ue>=0;ue--){let je=re[ue];if(je&&typeof je=="object"&&typeof je.onError=="function"){let we=await je.onError({request:se,error:z,schemaPath:f,params:y,options:Ie,id:Te});if(we){if(we instanceof Response){z=void 0,B=we;break}if(we instanceof Error){z=we;continue}throw new Error("onError: must return new Response() or instance of Error")}}}if(z)throw z}if(re.length)for(let q=re.length-1;q>=0;q--){let z=re[q];if(z&&typeof z=="object"&&typeof z.onResponse=="function"){let ue=await z.onResponse({request:se,response:B,schemaPath:f,params:y,options:Ie,id:Te});if(ue){if(!(ue instanceof Response))throw new Error("onResponse: must return new Response() when modifying the response");B=ue}}}}let qt=B.headers.get("Content-Length");if(B.status===204||se.method==="HEAD"||qt==="0"&&!B.headers.get("Transfer-Encoding")?.includes("chunked"))return B.ok?{data:void 0,response:B}:{error:void 0,response:B};if(B.ok)return{data:await(async()=>{if(A==="stream")return B.body;if(A==="json"&&!qt){let z=await B.text();return z?JSON.parse(z):void 0}return await B[A]()})(),response:B};let ct=await B.text();try{ct=JSON.parse(ct)}catch{}return{error:ct,response:B}}return{request(f,p,x){return m(p,{...x,method:f.toUpperCase()})},GET(f,p){return m(f,{...p,method:"GET"})},PUT(f,p){return m(f,{...p,method:"PUT"})},POST(f,p){return m(f,{...p,method:"POST"})},DELETE(f,p){return m(f,{...p,method:"DELETE"})},OPTIONS(f,p){return m(f,{...p,method:"OPTIONS"})},HEAD(f,p){return m(f,{...p,method:"HEAD"})},PATCH(f,p){return m(f,{...p,method:"PATCH"})},TRACE(f,p){return m(f,{...p,method:"TRACE"})},use(...f){for(let p of f)if(p){if(typeof p!="object"||!("onRequest"in p||"onResponse"in p||"onError"in p))throw new Error("Middleware must be an object with one of `onRequest()`, `onResponse() or `onError()`");u.push(p)}},eject(...f){for(let p of f){let x=u.indexOf(p);x!==-1&&u.splice(x,1)}}}}function Ne(t,e,n){if(e==null)return"";if(typeof e=="object")throw new Error("Deeply-nested arrays/objects aren’t supported. Provide your own `querySerializer()` to handle these.");return`${t}=${n?.allowReserved===!0?e:encodeURIComponent(e)}`}function Kt(t,e,n){if(!e||typeof e!="object")return"";let i=[],r={simple:",",label:".",matrix:";"}[n.style]||"&";if(n.style!=="deepObject"&&n.explode===!1){for(let l in e)i.push(l,n.allowReserved===!0?e[l]:encodeURIComponent(e[l]));let c=i.join(",");switch(n.style){case"form":return`${t}=${c}`;case"label":return`.${c}`;case"matrix":return`;${t}=${c}`;default:return c}}for(let c in e){let l=n.style==="deepObject"?`${t}[${c}]`:c;i.push(Ne(l,e[c],n))}let s=i.join(r);return n.style==="label"||n.style==="matrix"?`${r}${s}`:s}function Zt(t,e,n){if(!Array.isArray(e))return"";if(n.explode===!1){let s={form:",",spaceDelimited:"%20",pipeDelimited:"|"}[n.style]||",",c=(n.allowReserved===!0?e:e.map(l=>encodeURIComponent(l))).join(s);switch(n.style){case"simple":return c;case"label":return`.${c}`;case"matrix":return`;${t}=${c}`;default:return`${t}=${c}`}}let i={simple:",",label:".",matrix:";"}[n.style]||"&",r=[];for(let s of e)n.style==="simple"||n.style==="label"?r.push(n.allowReserved===!0?s:encodeURIComponent(s)):r.push(Ne(t,s,n));return n.style==="label"||n.style==="matrix"?`${i}${r.join(i)}`:r.join(i)}function Jt(t){return function(n){let i=[];if(n&&typeof n=="object")for(let r in n){let s=n[r];if(s!=null){if(Array.isArray(s)){if(s.length===0)continue;i.push(Zt(r,s,{style:"form",explode:!0,...t?.array,allowReserved:t?.allowReserved||!1}));continue}if(typeof s=="object"){i.push(Kt(r,s,{style:"deepObject",explode:!0,...t?.object,allowReserved:t?.allowReserved||!1}));continue}i.push(Ne(r,s,t))}}return i.join("&")}}function to(t,e){let n=t;for(let i of t.match(Qn)??[]){let r=i.substring(1,i.length-1),s=!1,c="simple";if(r.endsWith("*")&&(s=!0,r=r.substring(0,r.length-1)),r.startsWith(".")?(c="label",r=r.substring(1)):r.startsWith(";")&&(c="matrix",r=r.substring(1)),!e||e[r]===void 0||e[r]===null)continue;let l=e[r];if(Array.isArray(l)){n=n.replace(i,Zt(r,l,{style:c,explode:s}));continue}if(typeof l=="object"){n=n.replace(i,Kt(r,l,{style:c,explode:s}));continue}if(c==="matrix"){n=n.replace(i,`;${Ne(r,l)}`);continue}n=n.replace(i,c==="label"?`.${encodeURIComponent(l)}`:encodeURIComponent(l))}return n}function no(t,e){return t instanceof FormData?t:e&&(e.get instanceof Function?e.get("Content-Type")??e.get("content-type"):e["Content-Type"]??e["content-type"])==="application/x-www-form-urlencoded"?new URLSearchParams(t).toString():JSON.stringify(t)}function oo(t,e){let n=`${e.baseUrl}${t}`;e.params?.path&&(n=e.pathSerializer(n,e.params.path));let i=e.querySerializer(e.params.query??{});return i.startsWith("?")&&(i=i.substring(1)),i&&(n+=`?${i}`),n}function Ht(...t){let e=new Headers;for(let n of t){if(!n||typeof n!="object")continue;let i=n instanceof Headers?n.entries():Object.entries(n);for(let[r,s]of i)if(s===null)e.delete(r);else if(Array.isArray(s))for(let c of s)e.append(r,c);else s!==void 0&&e.set(r,s)}return e}function Vt(t){return t.endsWith("/")?t.substring(0,t.length-1):t}var J=class extends Error{name="Problem";code;title;detail;hint;retryable;status;field;belongsTo;retryAfter;traceId;last;faults;rules;constructor(e){super(e.detail),this.code=e.code,this.title=e.title,this.detail=e.detail,this.hint=e.hint,this.retryable=e.retryable,this.status=e.status,this.field=e.field,this.belongsTo=e.belongs_to,this.retryAfter=e.retry_after,this.traceId=e.trace_id,this.last=e.last,this.faults=e.faults,this.rules=e.rules}},io={de:["Keine Antwort","matched.io hat nicht geantwortet.","Versucht es in einem Augenblick noch einmal."],en:["No answer","matched.io did not answer.","Try again in a moment."]};function dt(t,e=0){let[n,i,r]=io[t];return new J({code:"no_answer",title:n,detail:i,hint:r,retryable:!0,status:e})}function Yt(t){return typeof t=="object"&&t!==null&&"code"in t&&"title"in t&&"detail"in t}function Ri(t){let e=Gt({baseUrl:typeof t.addresses=="string"?t.addresses.replace(/\/$/,""):Qt,fetch:n=>ro(n,t)});return n=>{let i={path:{company:n}},r=l=>({path:{company:n,job:l}}),s=l=>({path:{company:n,match:l}}),c=l=>l.then(({data:d})=>d);return{resolveBoard:l=>c(e.POST("/connect-personio/{company}/resolve",{params:i,body:{url:l}})),connectPersonio:l=>c(e.PUT("/connect-personio/{company}",{params:i,body:l})),showConnection:()=>c(e.GET("/connect-personio/{company}",{params:i})),settleConnection:l=>c(e.PATCH("/connect-personio/{company}",{params:i,body:l})),disconnectPersonio:()=>c(e.DELETE("/connect-personio/{company}",{params:i})),testConnection:()=>c(e.POST("/connect-personio/{company}/test",{params:i})),showRules:()=>c(e.GET("/connect-personio/{company}/rules",{params:i})),saveRules:l=>c(e.PUT("/connect-personio/{company}/rules",{params:i,body:l})),listPositions:(l={})=>c(e.GET("/list-jobs/{company}",{params:{...i,query:l}})),importPosition:l=>c(e.POST("/import-job/{company}",{params:i,body:l})),completeJob:(l,d)=>c(e.PATCH("/import-job/{company}/jobs/{job}",{params:r(l),body:{details:d}})),discardJob:l=>c(e.DELETE("/import-job/{company}/jobs/{job}",{params:r(l)})),answerChanges:(l,d)=>c(e.POST("/import-job/{company}/jobs/{job}/changes",{params:r(l),body:d})),linkJob:(l,d)=>c(e.PUT("/import-job/{company}/jobs/{job}/link",{params:r(l),body:{position_id:d}})),unlinkJob:l=>c(e.DELETE("/import-job/{company}/jobs/{job}/link",{params:r(l)})),listExports:(l={})=>c(e.GET("/export-applicant/{company}",{params:{...i,query:l}})),showExport:l=>c(e.GET("/export-applicant/{company}/matches/{match}",{params:s(l)})),exportMatch:(l,d={})=>c(e.POST("/export-applicant/{company}/matches/{match}",{params:s(l),body:d})),previewExport:(l,d)=>c(e.POST("/export-applicant/{company}/matches/{match}",{params:s(l),body:{preview:!0,...d&&{rules:d}}})),cancelExport:l=>c(e.DELETE("/export-applicant/{company}/matches/{match}",{params:s(l)})),showBackFill:()=>c(e.GET("/export-applicant/{company}/back-fill",{params:i})),backFill:()=>c(e.POST("/export-applicant/{company}/back-fill",{params:i}))}}}var Qt="https://function.invalid";async function ro(t,e){let n=e.patience??10;for(let i=!1;;){let r=await so(t.clone(),e,i);if(r.ok)return r;if(r.status===401&&!i){i=!0;continue}let s=await lo(r,Xt(e)),c=s.retryable?s.retryAfter:void 0;if(c===void 0||c>n)throw s;n-=c,await(e.sleep??co)(c)}}async function so(t,e,n){let i=Xt(e);try{let r=new Headers(t.headers);r.set("Authorization",`Bearer ${await e.token(n)}`),r.set("Accept-Language",i);let s=await t.text()||null,c=AbortSignal.timeout((e.timeout??75)*1e3),l=new Request(ao(t.url,e),{method:t.method,headers:r,body:s,signal:c});return await(e.fetch??fetch)(l)}catch{throw dt(i)}}function ao(t,{addresses:e}){if(typeof e=="string")return t;let[n,...i]=t.slice(Qt.length+1).split("/");return[e[n].replace(/\/$/,""),...i].join("/")}async function lo(t,e){let n=await t.json().catch(()=>null);return Yt(n)?new J(n):dt(e,t.status)}var Xt=({language:t})=>t?.()??(document.documentElement.lang.startsWith("en")?"en":"de"),co=t=>new Promise(e=>setTimeout(e,t*1e3));var en=8,po=2,uo=5,ho=4,mo=new Set(["queued","exporting"]),Re=class{constructor(e){this.setup=e;this.calls=e.client(e.company)}setup;calls;connection;exports=new Map;backFill;trouble;adsVersion=0;listeners=new Set;wanted=new Set;timer;looking;telling=!1;get connected(){return this.connection!==void 0&&!["none","disconnected"].includes(this.connection.state)}subscribe(e){return this.listeners.add(e),this.listeners.size===1&&this.refresh(),()=>{this.listeners.delete(e),this.listeners.size===0&&clearTimeout(this.timer)}}refresh(){return this.looking??=this.look().finally(()=>{this.looking=void 0,this.later()}),this.looking}async changed(e){try{this.put(await this.calls.showExport(e))}catch(n){if(!(n instanceof J)||n.code!=="match_not_found")throw n}}want(e){this.wanted.has(e)||(this.wanted.add(e),this.connection&&!this.looking&&this.later(.05))}put(e){let n=this.exports.get(e.match_id);JSON.stringify(n)!==JSON.stringify(e)&&(this.exports.set(e.match_id,e),this.tell())}settle(e){this.connection=e,this.tell()}adsChanged(){this.adsVersion+=1,this.tell()}get waiting(){return[...this.exports.values()].filter(({state:e})=>e==="waiting").length}get outage(){return[...this.exports.values()].some(({state:e,code:n})=>e==="waiting"&&n==="outage")}tell(){this.telling||(this.telling=!0,queueMicrotask(()=>{this.telling=!1;for(let e of[...this.listeners])e()}))}async look(){let e;try{let[n]=await Promise.all([this.calls.showConnection(),this.readList()]);JSON.stringify(n)!==JSON.stringify(this.connection)&&this.settle(n),await this.readOthers(),this.backFill?.running&&(this.backFill=await this.calls.showBackFill())}catch(n){if(!(n instanceof J))throw n;e=n}e?.code!==this.trouble?.code&&this.tell(),this.trouble=e}async readList(){let e;for(let n=0;n<uo;n+=1){let{exports:i,next:r}=await this.calls.listExports(e?{cursor:e}:{});for(let s of i)this.put(s);if(!r||![...this.wanted].some(s=>!this.exports.has(s)))return;e=r}}async readOthers(){let e=[...this.wanted].filter(r=>(this.exports.get(r)?.state??"none")==="none"),n=this.setup.asks===!1?e.filter(r=>!this.exports.has(r)):e,i=async()=>{for(let r=n.pop();r!==void 0;r=n.pop())await this.changed(r)};await Promise.all(Array.from({length:ho},i))}later(e){if(clearTimeout(this.timer),this.listeners.size===0)return;let n=this.backFill?.running||this.setup.asks!==!1&&[...this.exports.values()].some(({state:r})=>mo.has(r)),i=e??(document.hidden?en*4:n?po:en);this.timer=setTimeout(()=>{this.refresh()},i*1e3)}},pt,ut=new Set;function fo(t){pt=t?new Re(t):void 0;for(let e of[...ut])e();return pt}var ht=()=>pt;function tn(t){return ut.add(t),()=>ut.delete(t)}var I,rn,go,ae,mt,ze,sn,De,an,gt,ft,bo,ke=Symbol.for("pv"),$e={},Le=[],yo=/^m(i|n|o|s|text|space)$/,bt=Array.isArray,yt=Le.slice,me=Object.assign;function he(t){t&&t.parentNode&&t.remove()}function zi(t,e,n){var i,r,s,c={},l=arguments.length;for(s in e)s=="key"?i=e[s]:s=="ref"&&typeof t!="function"?r=e[s]:c[s]=e[s];return l>2&&(c.children=l>3?yt.call(arguments,2):n),_e(t,c,i,r,null)}function _e(t,e,n,i,r){var s={type:t,props:e,key:n,ref:i,__k:null,__:null,__b:0,__e:null,__c:null,constructor:ke,__v:r||++rn,__i:-1,__u:0};return!r&&I.vnode&&I.vnode(s),s}function _(t){return t.children}function Oe(t,e){this.props=t,this.context=e,this.__g=0}function le(t,e){if(e==null)return t.__&&le(t.__,t.__i+1);for(var n;e<t.__k.length;e++)if((n=t.__k[e])&&n.__e)return n.__e;return typeof t.type!="function"||t.props.__P?null:le(t)}function vo(t){var e,n=t.__v,i=n.__e,r=[],s=[],c=t.__P;c&&((e=me({constructor:ke},n)).__v=n.__v+1,I.vnode&&I.vnode(e),vt(c,e,n,t.__n,c.namespaceURI,32&n.__u?[i]:null,r,i||le(n),32&n.__u,s),e.__v=n.__v,e.__.__k[e.__i]=e,hn(r,e,s),n.__=n.__e=null,e.__e!=i&&ln(e))}function ln(t){if((t=t.__)&&t.__c&&!t.props.__P)return t.__e=null,t.__k.some(function(e){return e&&(t.__e=e.__e)}),ln(t)}function nn(t){(8&t.__g||(t.__g|=8,ae.push(t),ze++))&&mt==I.debounceRendering||((mt=I.debounceRendering)||queueMicrotask)(cn)}function cn(){try{for(var t,e=1;ae.length;)ae.length>e&&ae.sort(sn),t=ae.shift(),e=ae.length,8&t.__g&&vo(t)}finally{(ze=ae.length)&&(mt||queueMicrotask)(cn)}}function dn(t,e,n,i,r,s,c,l,d,g,u){var m,f,p,x,C,b,k=i.__k||Le,y=e.length;for(d=xo(n,e,k,d,y),m=0;m<y;m++)(p=n.__k[m])!=null&&(f=~p.__i&&k[p.__i]||$e,p.__i=m,b=vt(t,p,f,r,s,c,l,d,g,u),x=p.__e,(f.ref!=p.ref||8&f.__u)&&(f.ref&&xt(f.ref,null,p,f),p.ref&&u.push(p.ref,p.__c||x,p)),C=C||x,4&p.__u?(d=pn(p,d,t,!f.__v),f.__e&&(f.__e=null)):typeof p.type=="function"&&b!==void 0?d=b:x&&(d=x.nextSibling),p.__u&=-21);return n.__e=C,d}function xo(t,e,n,i,r){var s,c,l,d,g,u,m,f,p,x=n.length,C=x,b=0,k=0,y=t.__k=Array(r);for(s=0;s<r;s++)(c=e[s])!=null&&typeof c!="boolean"&&typeof c!="function"?(typeof c!="object"||c.constructor===String?c=y[s]=_e(null,c):bt(c)?c=y[s]=_e(_,{children:c}):c.constructor===ke&&c.__b?c=y[s]=_e(c.type,c.props,c.key,c.ref,c.__v):y[s]=c,d=s+b,c.__=t,c.__b=t.__b+1,l=null,~(g=c.__i=wo(c,n,d,C))&&(C--,(l=n[g])&&(l.__u|=2)),l&&l.__v?(c.__u|=16,g==d-1?b--:g==d+1?b++:g!=d&&(g>d?b--:b++,k=1)):(~g||(r>x?b--:r<x&&b++),typeof c.type!="function"&&(c.__u|=4))):y[s]=null;if(k){for(u=[],m=[],s=0;s<r;s++)if((c=y[s])&&16&c.__u){for(b=0,f=u.length;b<f;)u[p=b+f>>1]<c.__i?b=p+1:f=p;u[b]=c.__i,m[s]=b+1}for(b=u.length;s--;)m[s]&&(m[s]==b?b--:y[s].__u|=4)}if(C)for(s=0;s<x;s++)!(l=n[s])||2&l.__u||(l.__e==i&&(i=le(l)),wt(l,l));return i}function pn(t,e,n,i){var r,s,c,l;if(typeof t.type=="function"){if(t.props.__P)return e;if(r=t.__k)for(s=0;s<r.length;s++)r[s]&&(r[s].__=t,e=pn(r[s],e,n,!1));return e}for(e&&!e.parentNode&&(e=le(t))&&!e.parentNode&&(e=null),c=t.__e,l=e;l&&l.nodeType==8;)l=l.nextSibling;for(c!=l&&(!i&&n.moveBefore&&c.parentNode?n.moveBefore(c,e):n.insertBefore(c,e||null)),e=c;(e=e&&e.nextSibling)&&e.nodeType==8&&!e.data.startsWith("$s"););return e}function wo(t,e,n,i){var r,s=t.key,c=t.type,l=e[n],d=l&&!(2&l.__u);if(l===null&&s==null||d&&s==l.key&&c==l.type)return n;if(i>(d?1:0)){for(r=n-1;r>=0;r--)if((l=e[r])&&!(2&l.__u)&&s==l.key&&c==l.type)return r;for(r=n+1;r<e.length;r++)if((l=e[r])&&!(2&l.__u)&&s==l.key&&c==l.type)return r}return-1}function on(t,e,n){n==null&&(n=""),e[0]=="-"?t.setProperty(e,n):t[e]=n}function Me(t,e,n,i,r){var s,c;if(e=="style")if(typeof n=="string")t.style.cssText=n;else{if(typeof i=="string"&&(t.style.cssText=i=""),i)for(e in i)n&&e in n||on(t.style,e);if(n)for(e in n)i&&n[e]==i[e]||on(t.style,e,n[e])}else if(e[0]=="o"&&e[1]=="n")typeof n!="function"&&(n=null),typeof i!="function"&&(i=null),(t.__e||(t.__e={}))[e]=n,n&&i||(c=ft[e]||(ft[e]=_o(e)),(t.__a||(t.__a={}))[e]=gt,s=e!=(e=e.replace(an,"$1")),(e=e.slice(2))[0]<"a"&&(e=e.toLowerCase()),n?t.addEventListener(e,c,s):t.removeEventListener(e,c,s));else{if(r=="http://www.w3.org/2000/svg")e=e.replace(/xlink(H|:h)/,"h").replace(/sName$/,"s");else if(e!="width"&&e!="height"&&e!="href"&&e!="list"&&e!="form"&&e!="tabIndex"&&e!="download"&&e!="rowSpan"&&e!="colSpan"&&e!="role"&&e!="popover"&&e in t)try{return void(t[e]=n??"")}catch{}if(typeof n=="function")return;n==null||n===!1&&e[4]!="-"?t.removeAttribute(e):t.setAttribute(e,e=="popover"&&n==1?"":n)}}function _o(t){return function(e){var n=this.__e;if(n){if(n=n[t],e[De]==null)e[De]=gt++;else if(e[De]<this.__a[t])return;return n(I.event?I.event(e):e)}}}function vt(t,e,n,i,r,s,c,l,d,g){var u,m,f,p,x,C,b,k,y,A,w,N,v,T,M,ie,H,te,Q=e.type;if(e.constructor!==ke)return null;128&n.__u&&(d=32&n.__u,u=n.__c.__z)&&(e.__u|=d,m=s=[],u.nodeType==8?l=Be(u,s):s.push(u),l=s[0]||l),(u=I.__b)&&u(e);e:if(typeof Q=="function"){f=c.length;try{if(k=e.props,y=(u=Q.prototype)&&u.render,A=(u=Q.contextType)&&i[u.__c],w=u?A?A.props.value:u.__:i,(p=n.__c)?(e.__c=p,2&p.__g&&(p.__g|=1)):(y?e.__c=p=new Q(k,w):(e.__c=p=new Oe(k,w),p.constructor=Q,p.render=Po),A&&A.sub(p),p.state||(p.state={}),p.__n=i,p.__g|=8,p.__h=[],p.__k=[]),y&&(p.__s||(p.__s=p.state),Q.getDerivedStateFromProps&&(p.__s==p.state&&(p.__s=me({},p.__s)),me(p.__s,Q.getDerivedStateFromProps(k,p.__s)))),x=p.props,C=p.state,p.__v=e,n.__c){if(k!==x&&y&&!Q.getDerivedStateFromProps&&p.componentWillReceiveProps&&p.componentWillReceiveProps(k,w),e.__v==n.__v&&!(8&p.__g)||!(4&p.__g)&&p.shouldComponentUpdate&&p.shouldComponentUpdate(k,p.__s,w)===!1){e.__v!=n.__v&&(p.props=k,p.state=p.__s,p.__g&=-9),e.__e=n.__e,e.__k=n.__k,e.__k.some(function(F){F&&(F.__=e)}),Le.push.apply(p.__h,p.__k),p.__k=[],p.__h.length&&c.push(p),l=le(n);break e}p.componentWillUpdate&&p.componentWillUpdate(k,p.__s,w),y&&p.componentDidUpdate&&p.__h.push(function(){p.componentDidUpdate(x,C,b)})}else y&&!Q.getDerivedStateFromProps&&p.componentWillMount&&p.componentWillMount(),y&&p.componentDidMount&&p.__h.push(p.componentDidMount);p.context=w,p.props=k,p.__P=t,p.__g&=-5,N=I.__r,v=y?25:0;do p.__g&=-9,N&&N(e),u=p.render(p.props,p.state=p.__s,p.context);while(8&p.__g&&++v<25);y&&(Le.push.apply(p.__h,p.__k),p.__k=[]),p.state=p.__s,p.getChildContext&&(i=me({},i,p.getChildContext())),y&&n.__c&&p.getSnapshotBeforeUpdate&&(b=p.getSnapshotBeforeUpdate(x,C)),T=u&&u.type===_&&u.key==null?u.props.children:u,k.__P&&(u=l,r=(t=k.__P).namespaceURI,d=s=null,n.props&&n.props.__P!=t&&(n.__k.some(function(F){F&&wt(F,F)}),n.__k=null),l=n.__k?le(n,0):null),l=dn(t,bt(T)?T:[T],e,n,i,r,s,c,l,d,g),k.__P&&(e.__e=null,l=u),e.__u&=-161,m&&m.some(he),p.__h.length&&c.push(p),1&p.__g&&(p.__g&=-4)}catch(F){if(c.length=f,e.__v=null,d||s)if(F&&F.then){if(e.__u|=128|d,s){for(~(H=s.indexOf(l||void 0))||(H=s.length);(te=s[H-1])&&te.nodeType==8;)H--;for(;H<s.length;H++)if(te=s[H])if(s[H]=null,M){if(te==ie)break}else{if(te.nodeType!=8)break;te.data.startsWith("$s")&&(ie=Be(M=te))}}if(!M){for(;l&&l.nodeType==8&&l.nextSibling;)l=l.nextSibling;M=l}(u=Be(M=e.__c.__z||(e.__c.__z=M)))?(e.__e=M,l=u):e.__e=l,l=l&&l.nextSibling}else s&&s.some(he);else e.__e=n.__e;e.__k||(e.__k=n.__k||[]),F&&F.then||un(e),I.__e(F,e,n)}}else l=e.__e=ko(n.__e,e,n,i,r,s,c,d,g,t);return(u=I.diffed)&&u(e),l}function Be(t,e){if(t&&t.nodeType==8&&t.data.startsWith("$s"))for(var n=1;t=t.nextSibling;){if(t.nodeType==8){if(t.data.startsWith("$s"))n++;else if(t.data.startsWith("/$s")&&!--n)return t}e&&e.push(t)}}function un(t){t&&(t.__c&&(t.__c.__g|=4),t.__k&&t.__k.some(un))}function hn(t,e,n){for(var i=0;i<n.length;)xt(n[i++],n[i++],n[i++]);I.__c&&I.__c(e,t),t.some(function(r){try{t=r.__h,r.__h=[],t.some(function(s){s.call(r)})}catch(s){I.__e(s,r.__v)}})}function ko(t,e,n,i,r,s,c,l,d,g){var u,m,f,p,x,C,b,k,y=n.props||$e,A=e.props,w=e.type;if(w=="svg"?r="http://www.w3.org/2000/svg":w=="math"?r="http://www.w3.org/1998/Math/MathML":r||(r="http://www.w3.org/1999/xhtml"),s){for(u=0;u<s.length;u++)if((x=s[u])&&(w?x.localName==w:x.nodeType==3)){t=x,s[u]=null;break}}if(!t){if(k=g.ownerDocument||document,!w)return k.createTextNode(A);t=k.createElementNS(r,w,A.is?A:g),l&&(I.__m&&I.__m(e,s),l=!1),s=null}if(w){if(g=w=="template"&&t.content||t,s=w=="textarea"&&A.defaultValue!=null?null:s&&yt.call(g.childNodes),!l&&s)for(y={},u=0;u<t.attributes.length;u++)y[(x=t.attributes[u]).name]=x.value;for(u in y)x=y[u],u=="dangerouslySetInnerHTML"?f=x:u=="children"||u in A||u=="value"&&"defaultValue"in A||u=="checked"&&"defaultChecked"in A||Me(t,u,null,x,r);for(u in A)x=A[u],u=="children"?p=x:u=="dangerouslySetInnerHTML"?m=x:u=="value"?C=x:u=="checked"?b=x:l&&typeof x!="function"||y[u]===x||Me(t,u,x,y[u],r);m?(l||f&&(m.__html==f.__html||m.__html==t.innerHTML)||(t.innerHTML=m.__html),e.__k=[]):(f&&(t.textContent=""),(w=="foreignObject"||r=="http://www.w3.org/1998/Math/MathML"&&yo.test(w))&&(r="http://www.w3.org/1999/xhtml"),dn(g,bt(p)?p:[p],e,n,i,r,s,c,s?s[0]:n.__k&&le(n,0),l,d),s&&s.some(he)),l&&w!="textarea"||(u="value",w=="progress"&&C==null?t.removeAttribute(u):C==null||C===t[u]&&(w!="progress"||C)||Me(t,u,C,y[u],r),u="checked",b!=null&&b!=t[u]&&Me(t,u,b,y[u],r))}else y===A||l&&t.data==A||(t.data=A);return t}function xt(t,e,n,i){try{typeof t=="function"?e?e.__x=t(e)||1:i&&(i=i.__c||i.__e)&&(e=i.__x)&&(i.__x=null,typeof e=="function"?e():t(null)):t.current=e}catch(r){I.__e(r,n)}}function wt(t,e,n){var i,r,s,c;if(I.unmount&&I.unmount(t),!(i=t.ref)||i.current&&i.current!=t.__e||xt(i,null,e,t),i=t.__c){if(i.componentWillUnmount)try{i.componentWillUnmount()}catch(l){I.__e(l,e)}i.__P=i.__n=null}if(i=t.__k)for(c=0;c<i.length;c++)i[c]&&wt(i[c],e,typeof t.type!="function"||n&&!t.props.__P);!n&&(i=t.__c)&&(i=i.__z)&&(r=Be(i,s=[]))&&(i==t.__e&&s.some(he),he(r),he(i)),n||he(t.__e),t.__e=t.__c=t.__=null}function Po(t,e,n){return this.constructor(t,n)}function ge(t,e){var n,i,r,s;I.__&&I.__(t,e),e.nodeType==9&&(e=e.documentElement),i=(n=t&&32&t.__u)?null:e.__k,e.__k=_e(_,{children:[t]}),r=[],s=[],vt(e,e.__k,i||$e,$e,e.namespaceURI,i?null:e.firstChild?yt.call(e.childNodes):null,r,i?i.__e:e.firstChild,n,s),hn(r,e.__k,s),e.__k.props.children=null}I={__e:function(t,e,n,i){for(var r,s,c;e=e.__;)if((r=e.__c)&&!(1&r.__g)){r.__g|=4;try{if((c=(s=r.constructor)&&s.getDerivedStateFromError)&&r.setState(s.getDerivedStateFromError(t)),r.componentDidCatch&&(r.componentDidCatch(t,i||{}),c=1),c&&8&r.__g)return void(r.__g|=2)}catch(l){t=l}}throw ze=0,t}},rn=0,go=function(t){return t!=null&&t.constructor===ke},Oe.prototype.setState=function(t,e){var n=this.__s;n&&n!=this.state||(n=this.__s=me({},this.state)),typeof t=="function"&&(t=t(me({},n),this.props)),t&&(me(n,t),this.__v&&(e&&this.__k.push(e),nn(this)))},Oe.prototype.forceUpdate=function(t){this.__v&&(this.__g|=4,t&&this.__h.push(t),nn(this))},Oe.prototype.render=_,ae=[],ze=0,sn=function(t,e){return t.__v.__b-e.__v.__b},De=Symbol(),an=/(PointerCapture)$|Capture$/i,gt=0,ft={},bo=0;function Pe(){let t=document.activeElement;for(;t?.shadowRoot?.activeElement;)t=t.shadowRoot.activeElement;return t}var So=()=>[null,document.body,document.documentElement].includes(Pe());function Fe(t,e){let n=Pe(),i=n!==null&&Ao(t,n),r=i?Eo(n):[];e(),i&&!n.isConnected&&So()&&(r.find(c=>c.isConnected)??t.querySelector("[data-rest]"))?.focus({preventScroll:!0})}function Eo(t){let e=[];for(let n=t;n;n=Co(n)){let i=[...n.querySelectorAll("[data-rest]")],s=i.filter(c=>t.compareDocumentPosition(c)&Node.DOCUMENT_POSITION_PRECEDING).at(-1)??i[0];s&&!e.includes(s)&&e.push(s)}return e}var Co=t=>t.parentElement??t.getRootNode().host??null;function Ao(t,e){for(let n=e;n;n=n.parentNode??n.host??null)if(n===t)return!0;return!1}var To="button, a[href], summary, input, select, textarea, [role=button]",Io="button:not([aria-pressed], [role=switch])",mn,We,fn=!1;function gn(){fn||(fn=!0,addEventListener("click",jo,{capture:!0}),addEventListener("keydown",No,{capture:!0}),addEventListener("input",bn,{capture:!0}))}function jo(t){if(t.detail===0)return;let e={x:t.clientX,y:t.clientY,at:t.timeStamp,what:xn(t)};yn(mn,e)?vn(t):mn=e}function No(t){if(!["Enter"," "].includes(t.key))return bn();let e={x:0,y:0,at:t.timeStamp,what:xn(t)};!(e.what?.matches("input, textarea, select")===!0&&e.what===We?.what)&&(t.repeat||yn(We,e))?vn(t):We=e}function bn(){We=void 0}function yn(t,e){return!t||e.at-t.at>=600||Math.hypot(e.x-t.x,e.y-t.y)>=12?!1:e.what!==t.what||e.what?.matches(Io)===!0}function vn(t){t.preventDefault(),t.stopImmediatePropagation()}var xn=t=>t.composedPath().find(e=>e instanceof Element&&e.matches(To));var Ro=Symbol.for("pv"),Mo=0;function o(t,e,n,i,r,s){e||(e={});var c,l,d=e;if("ref"in d&&typeof t!="function")for(l in d={},e)l=="ref"?c=e[l]:d[l]=e[l];var g={type:t,props:d,key:n,ref:c,__k:null,__:null,__b:0,__e:null,__c:null,constructor:Ro,__v:--Mo,__i:-1,__u:0};return(r||s)&&(g.__source=r,g.__self=s),I.vnode&&I.vnode(g),g}var Do={alert:"M12 4 2.8 19.5h18.4zM12 10v4.2M12 17v.1",arrow:"M5 12h14M13 6l6 6-6 6",back:"M19 12H5M11 6l-6 6 6 6",bolt:"M13 3 5 13.5h6L10.5 21 19 10h-6.2z",bag:"M4 8.5h16V19H4zM9 8.5V5.5h6v3M4 13h16",check:"m5 12.5 4.5 4.5L19 7.5",clock:"M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7.5V12l3 2",close:"M6 6l12 12M18 6 6 18",copy:"M9 9h11v11H9zM15 9V4H4v11h5",down:"m6 9.5 6 6 6-6",exit:"M14 4H5v16h9M10 12h10M16.5 8l4 4-4 4",hand:"M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7.5v5.5M12 16.3v.2",key:"M8 16.5a4.5 4.5 0 1 1 4.2-6H21V14h-3v2.5h-3V14h-2.8A4.5 4.5 0 0 1 8 16.5zM8 12v.1",link:"M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1",list:"M8.5 6.5H20M8.5 12H20M8.5 17.5H20M4 6.5h.1M4 12h.1M4 17.5h.1",lock:"M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",minus:"M5 12h14",open:"M10 5H5v14h14v-5M13.5 4.5h6v6M19.5 4.5 11 13",pause:"M8.5 6v12M15.5 6v12",people:"M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM3 20c0-3.4 2.6-5.5 6-5.5s6 2.1 6 5.5M16 5a3.3 3.3 0 0 1 0 6.3M17.5 15c2.2.6 3.5 2.4 3.5 5",pin:"M12 21s-6.5-5.6-6.5-10.5a6.5 6.5 0 0 1 13 0C18.5 15.4 12 21 12 21zM12 12.5a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4z",plus:"M12 5v14M5 12h14",refresh:"M20 6v5h-5M4 18v-5h5M5.5 9.5A7 7 0 0 1 18 7.5l2 3.5M18.5 14.5A7 7 0 0 1 6 16.5L4 13",search:"M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5 20 20",send:"M21 3 3 10.5l7 3.2L13.5 21zM10 13.7 21 3",star:"m12 4 2.5 5.2 5.5.8-4 4 1 5.7-5-2.7-5 2.7 1-5.7-4-4 5.5-.8z"},$=({name:t})=>o("svg",{class:"icon",viewBox:"0 0 24 24","aria-hidden":"true",focusable:"false",children:o("path",{d:Do[t]})});var wn=`/* What every element looks like before a part gives it a form. */
*,
*::before,
*::after {
  box-sizing: border-box;
}

h1,
h2,
h3,
p,
ul,
ol,
dl,
dd {
  margin: 0;
  padding: 0;
}

ul,
ol {
  list-style: none;
}

h1 {
  font-size: 1.75rem;
  line-height: 1.2;
  font-weight: 680;
  letter-spacing: -0.02em;
}

h2 {
  font-size: 1.0667rem;
  line-height: 1.35;
  font-weight: 620;
  letter-spacing: -0.006em;
}

h3 {
  font-size: 1rem;
  font-weight: 620;
}

strong {
  font-weight: 620;
}

a {
  color: var(--accent);
  text-underline-offset: 3px;
  text-decoration-thickness: 1px;
}

a:hover {
  color: var(--accent-dark);
}

button,
input,
select,
textarea {
  font: inherit;
  color: inherit;
  letter-spacing: inherit;
}

code {
  font:
    500 0.87rem/1.4 ui-monospace,
    "SF Mono",
    Menlo,
    Consolas,
    "Liberation Mono",
    monospace;
  overflow-wrap: anywhere;
}

:focus-visible {
  outline: 2px solid transparent; /* forced colours show it, and no shadow */
  outline-offset: 2px;
  box-shadow: var(--focus);
  border-radius: var(--radius-small);
}

/* These get the focus from scripts alone, so that a screen reader says where one is. */
:is(h1, h2, h3, [data-rest]):focus {
  outline: none;
  box-shadow: none;
}

/* Other people's words may be longer than the screen; ours stay whole. */
:is(h1, h2, h3, p, li, dd, dt, strong, code) {
  overflow-wrap: anywhere;
}
:is(.button, .chip, .number, label, summary, .segments button) {
  overflow-wrap: break-word;
}

.icon {
  width: 1.15em;
  height: 1.15em;
  flex: none;
  fill: none;
  stroke: currentcolor;
  stroke-width: 1.9;
  stroke-linecap: round;
  stroke-linejoin: round;
}

.lead {
  color: var(--soft);
}

.small {
  color: var(--soft);
  font-size: 0.867rem;
}

.hint {
  color: var(--soft);
  font-size: 0.9rem;
}

.unseen {
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}

@media (prefers-reduced-motion: reduce) {
  *,
  *::before,
  *::after {
    animation: none !important;
    transition: none !important;
    scroll-behavior: auto !important;
  }
}
`;var _n=`/* What several views are made of: buttons, chips, notes, fields, cards. */
.button {
  display: inline-flex;
  align-items: center;
  justify-content: center;
  gap: 0.45em;
  min-height: 40px;
  padding: 0 16px;
  border: 1px solid var(--line-button);
  border-radius: 10px;
  background: var(--surface);
  color: var(--ink);
  font-weight: 560;
  text-decoration: none;
  cursor: pointer;
  transition:
    background 0.15s,
    border-color 0.15s,
    color 0.15s;
}
.button:hover {
  background: var(--raised);
  border-color: var(--line-strong);
  color: var(--ink);
}
.button.primary {
  background: var(--accent);
  border-color: var(--accent);
  color: var(--on-accent);
}
.button.primary:hover {
  background: var(--accent-dark);
  border-color: var(--accent-dark);
  color: var(--on-accent);
}
.button.quiet {
  border-color: transparent;
  background: transparent;
  color: var(--soft);
}
.button.quiet:hover {
  background: var(--calm-soft);
  color: var(--ink);
}
.button.danger {
  color: var(--bad);
}
.button.danger.solid {
  background: var(--bad);
  border-color: var(--bad);
  color: var(--on-bad);
}
.button.small {
  min-height: 34px;
  padding: 0 12px;
  font-size: 0.9rem;
  border-radius: 9px;
}
.button.quiet.small {
  padding: 0 9px;
}
.button.round {
  width: 36px;
  min-height: 36px;
  padding: 0;
  border-radius: 50%;
  flex: none;
}
.button:disabled {
  opacity: 0.5;
  cursor: not-allowed;
}
.button.busy {
  cursor: progress;
}

.spinner {
  width: 1em;
  height: 1em;
  flex: none;
  border: 2px solid currentcolor;
  border-right-color: transparent;
  border-radius: 50%;
  animation: turn 0.8s linear infinite;
}
@keyframes turn {
  to {
    transform: rotate(1turn);
  }
}

.chip {
  display: inline-flex;
  align-items: center;
  gap: 0.35em;
  padding: 3px 10px 3px 8px;
  border-radius: 99px;
  font-size: 0.833rem;
  font-weight: 600;
  white-space: nowrap;
  background: var(--calm-soft);
  color: var(--calm);
}
.chip .icon {
  stroke-width: 2.3;
}
.chip.good {
  background: var(--good-soft);
  color: var(--good);
}
.chip.warn {
  background: var(--warn-soft);
  color: var(--warn);
}
.chip.bad {
  background: var(--bad-soft);
  color: var(--bad);
}
.chip.busy {
  background: var(--busy-soft);
  color: var(--busy);
}
.chips {
  display: flex;
  flex-wrap: wrap;
  gap: 6px;
}

.note {
  display: flex;
  gap: 12px;
  padding: 14px 16px;
  border-radius: var(--radius-small);
  background: var(--busy-soft);
  color: var(--ink);
  border: 1px solid var(--busy-line);
}
.note > .icon {
  margin-top: 2px;
  width: 1.35em;
  height: 1.35em;
  color: var(--busy);
}
.note-text {
  display: grid;
  gap: 3px;
  min-width: 0;
  flex: 1;
}
.note .actions {
  margin-top: 8px;
}
.note.good {
  background: var(--good-soft);
  border-color: var(--good-line);
}
.note.good > .icon {
  color: var(--good);
}
.note.warn {
  background: var(--warn-soft);
  border-color: var(--warn-line);
}
.note.warn > .icon {
  color: var(--warn);
}
.note.bad {
  background: var(--bad-soft);
  border-color: var(--bad-line);
}
.note.bad > .icon {
  color: var(--bad);
}
.note p.hint,
.note p.small {
  color: var(--calm);
}

.actions {
  display: flex;
  flex-wrap: wrap;
  gap: 8px;
  align-items: center;
}

.field {
  display: grid;
  gap: 6px;
}
.field label {
  font-weight: 580;
}
.help {
  color: var(--soft);
  font-size: 0.867rem;
}
input:not([type="checkbox"]),
select,
textarea {
  width: 100%;
  min-height: 42px;
  padding: 8px 12px;
  border: 1px solid var(--line-strong);
  border-radius: 10px;
  background: var(--surface);
}
textarea {
  resize: vertical;
  line-height: 1.45;
}
input::placeholder {
  color: var(--soft);
  opacity: 1;
}
input:focus-visible,
select:focus-visible,
textarea:focus-visible {
  border-color: var(--accent);
  box-shadow: 0 0 0 3px color-mix(in srgb, var(--accent) 28%, transparent);
  border-radius: 10px;
  outline: 1px solid var(--accent);
}
[aria-invalid="true"] {
  border-color: var(--bad) !important;
}
select {
  appearance: none;
  padding-right: 34px;
  text-overflow: ellipsis;
  background-image:
    linear-gradient(45deg, transparent 50%, var(--soft) 50%), linear-gradient(135deg, var(--soft) 50%, transparent 50%);
  background-position:
    right 16px center,
    right 11px center;
  background-size: 5px 5px;
  background-repeat: no-repeat;
}
.check {
  display: flex;
  align-items: center;
  gap: 10px;
  min-height: 34px;
  cursor: pointer;
}
.check input {
  width: 18px;
  height: 18px;
  accent-color: var(--accent);
  flex: none;
  margin: 0;
}

.kinds {
  display: grid;
  gap: 2px;
  margin: 0;
  padding: 0;
  border: 0;
}
.kinds legend {
  padding: 0 0 4px;
  font-weight: 580;
}
.kinds .check {
  flex-wrap: wrap;
}
.kinds .help {
  margin: 0;
}

.card {
  background: var(--surface);
  border: 1px solid var(--line);
  border-radius: var(--radius);
  padding: 18px 20px;
  box-shadow: var(--shadow);
}
.cards {
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: 12px;
}
.cards > li {
  min-width: 0;
}
.cards.tight {
  gap: 10px;
}

.avatar {
  display: grid;
  place-items: center;
  width: 44px;
  height: 44px;
  flex: none;
  border-radius: 50%;
  background: var(--accent-soft);
  color: var(--accent-dark);
  font-weight: 640;
  font-size: 0.933rem;
  letter-spacing: 0.02em;
}

.facts {
  display: flex;
  flex-wrap: wrap;
  gap: 2px 16px;
  color: var(--soft);
}
.fact {
  display: inline-flex;
  align-items: center;
  gap: 6px;
}

.tags {
  display: flex;
  flex-wrap: wrap;
  gap: 6px;
}
.tags li,
.tag {
  padding: 2px 9px;
  border-radius: 7px;
  background: var(--calm-soft);
  color: var(--calm);
  font-size: 0.833rem;
}

.outside {
  display: inline-flex;
  align-items: center;
  gap: 5px;
}
.outside .icon {
  width: 0.95em;
  height: 0.95em;
}

.segments {
  display: inline-flex;
  flex-wrap: wrap;
  gap: 4px;
  padding: 4px;
  border-radius: 12px;
  background: var(--calm-soft);
  justify-self: start;
  max-width: 100%;
}
.segments.wrap {
  flex-wrap: wrap;
}
.segments button {
  display: inline-flex;
  align-items: center;
  gap: 8px;
  min-height: 34px;
  padding: 0 13px;
  border: 0;
  border-radius: 9px;
  background: transparent;
  color: var(--calm);
  font-weight: 560;
  cursor: pointer;
}
.segments button:hover {
  color: var(--ink);
}
.segments [aria-pressed="true"] {
  background: var(--surface);
  color: var(--ink);
  box-shadow: 0 1px 3px rgb(22 25 34 / 14%);
}
.number {
  display: inline-grid;
  place-items: center;
  min-width: 22px;
  padding: 0 6px;
  border-radius: 99px;
  background: color-mix(in srgb, var(--ink) 10%, transparent);
  font-size: 0.8rem;
  font-weight: 600;
  line-height: 20px;
  font-variant-numeric: tabular-nums;
}
.number.hot {
  background: var(--bad);
  color: var(--on-bad);
}

.empty {
  display: grid;
  justify-items: center;
  gap: 6px;
  padding: 48px 24px;
  border: 1px dashed var(--line-button);
  border-radius: var(--radius);
  text-align: center;
  color: var(--soft);
}
.empty .icon {
  width: 30px;
  height: 30px;
  color: var(--soft);
  margin-bottom: 4px;
}
.empty h3 {
  color: var(--ink);
}
.empty p {
  max-width: 44ch;
}

.loading {
  display: flex;
  align-items: center;
  gap: 10px;
  padding: 28px 4px;
  color: var(--soft);
}

.document {
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(200px, 1fr));
  gap: 12px 20px;
}
.document dt,
.facts-list dt {
  color: var(--soft);
  font-size: 0.833rem;
}
.document .whole {
  grid-column: 1 / -1;
}
.message {
  white-space: pre-line;
}

details > summary {
  cursor: pointer;
}
details > summary:hover {
  color: var(--accent-dark);
}

progress {
  width: 100%;
  height: 10px;
  appearance: none;
  border: 0;
  border-radius: 99px;
  overflow: hidden;
  background: var(--calm-soft);
}
progress::-webkit-progress-bar {
  background: var(--line);
  border-radius: 99px;
}
progress::-webkit-progress-value {
  background: var(--accent);
  border-radius: 99px;
  transition: width 0.3s;
}
progress::-moz-progress-bar {
  background: var(--accent);
}

.skeleton {
  display: grid;
  gap: 12px;
}
.skeleton-row {
  display: grid;
  gap: 10px;
  padding: 20px;
  border: 1px solid var(--line);
  border-radius: var(--radius);
  background: var(--surface);
}
.skeleton-row > span {
  height: 14px;
  width: 38%;
  border-radius: 7px;
  background: var(--calm-soft);
  animation: breathe 1.4s ease-in-out infinite alternate;
}
.skeleton-row > span + span {
  width: 72%;
}
@keyframes breathe {
  to {
    opacity: 0.45;
  }
}
.copier {
  display: inline-flex;
  flex: none;
  align-items: center;
  gap: 6px;
}

/* A finger needs more room than a mouse. */
@media (pointer: coarse), (max-width: 620px) {
  .button,
  .button.small,
  .segments button,
  .check {
    min-height: 44px;
  }
  .button.round {
    width: 44px;
    min-height: 44px;
  }
  .check.select {
    min-width: 44px;
    justify-content: center;
  }
  details > summary {
    min-height: 44px;
    align-content: center;
  }
  input:not([type="checkbox"]),
  select {
    min-height: 44px;
  }
}

@media (forced-colors: active) {
  .button,
  .chip,
  .note,
  .number,
  .segments,
  .popup {
    border: 1px solid;
  }
  .segments [aria-pressed="true"] {
    outline: 2px solid Highlight;
  }
  .icon {
    stroke: CanvasText;
  }
}
`;var kn=`/* Popups and what stands in them. */

.popup:modal {
  position: fixed;
  inset: 0;
  margin: auto;
}
.popup::backdrop {
  background: rgb(22 25 34 / 46%);
}
.popup {
  position: static;
  font: var(--letters);
  width: min(560px, 100%);
  max-height: min(92vh, 860px);
  margin: 0;
  padding: 0;
  border: 0;
  border-radius: 18px;
  color: var(--ink);
  background: var(--surface);
  box-shadow: 0 24px 64px rgb(22 25 34 / 28%);
}
.popup.wide {
  width: min(720px, 100%);
}
.popup[open] {
  display: flex;
  flex-direction: column;
  animation: rise 0.18s ease-out;
}
@keyframes rise {
  from {
    opacity: 0;
    transform: translateY(8px);
  }
}
.popup-head {
  display: flex;
  align-items: center;
  justify-content: space-between;
  gap: 16px;
  padding: 20px 18px 14px 26px;
}
.popup-head h2 {
  font-size: 1.27rem;
  letter-spacing: -0.015em;
}
.popup-body {
  display: grid;
  grid-auto-rows: max-content;
  gap: 16px;
  padding: 2px 26px 24px;
  overflow-y: auto;
  scroll-padding-bottom: 80px; /* the buttons below cover what scrolls under them */
}
.popup-body form,
.popup-body .step {
  display: grid;
  gap: 16px;
}
.popup-foot {
  position: sticky;
  bottom: -24px;
  display: flex;
  flex-wrap: wrap;
  justify-content: flex-end;
  gap: 10px;
  margin: -6px 0 -24px;
  padding: 10px 0 24px;
  background: var(--surface);
  box-shadow: 0 -12px 14px -8px var(--surface);
}

.steps {
  display: flex;
  gap: 8px;
}
.steps li {
  display: flex;
  align-items: center;
  gap: 8px;
  flex: 1;
  padding-top: 10px;
  border-top: 3px solid var(--line);
  color: var(--soft);
  font-size: 0.9rem;
  font-weight: 560;
}
.steps .now {
  border-color: var(--accent);
  color: var(--ink);
}
.steps .past {
  border-color: var(--accent);
}
.step-number {
  display: grid;
  place-items: center;
  width: 24px;
  height: 24px;
  border-radius: 50%;
  background: var(--calm-soft);
  font-size: 0.8rem;
  flex: none;
}
.steps .now .step-number {
  background: var(--accent);
  color: #fff;
}
.steps .past .step-number {
  background: var(--accent-soft);
  color: var(--accent-dark);
}

.board {
  display: grid;
  gap: 8px;
  padding: 16px 18px;
  border: 1px solid var(--line);
  border-radius: 12px;
  background: var(--raised);
}
.board ul {
  display: grid;
  gap: 3px;
}
.board li {
  padding-left: 18px;
  position: relative;
}
.board li::before {
  content: "";
  position: absolute;
  left: 3px;
  top: 0.65em;
  width: 6px;
  height: 6px;
  border-radius: 50%;
  background: var(--line-strong);
}
.question {
  font-size: 1.13rem;
}

.colleague {
  border: 1px solid var(--line);
  border-radius: 12px;
  padding: 11px 14px;
}
.colleague[open] summary {
  margin-bottom: 10px;
}
.colleague .actions {
  margin-top: 8px;
}
.colleague summary {
  font-weight: 560;
}
.colleague textarea {
  font-size: 0.9rem;
  background: var(--raised);
}

.done {
  display: grid;
  gap: 10px;
  justify-items: center;
  text-align: center;
  padding-top: 6px;
}
.done-symbol {
  display: grid;
  place-items: center;
  width: 60px;
  height: 60px;
  border-radius: 50%;
  background: var(--good-soft);
  color: var(--good);
}
.done-symbol .icon {
  width: 30px;
  height: 30px;
  stroke-width: 2.4;
}
.done .popup-foot {
  justify-content: center;
}

.choice {
  display: flex;
  align-items: center;
  gap: 14px;
  width: 100%;
  padding: 16px;
  border: 1px solid var(--line-button);
  border-radius: 12px;
  background: var(--surface);
  text-align: left;
  cursor: pointer;
}
.choice:hover {
  border-color: var(--accent);
  background: var(--accent-soft);
}
.choice > span {
  display: grid;
  flex: 1;
}
.choice > span span {
  color: var(--soft);
  font-size: 0.9rem;
}
.choice > .icon:first-child {
  width: 24px;
  height: 24px;
  color: var(--accent);
}

.rows {
  display: grid;
  border: 1px solid var(--line);
  border-radius: 12px;
  overflow: hidden;
}
.rows > li + li {
  border-top: 1px solid var(--line);
}
.rows .row,
.rows summary {
  display: flex;
  align-items: center;
  justify-content: space-between;
  gap: 14px;
  padding: 11px 16px;
  list-style: none;
}
.rows summary::-webkit-details-marker {
  display: none;
}
.rows summary:hover {
  background: var(--raised);
}
.rows summary:focus-visible {
  box-shadow: inset 0 0 0 2px var(--accent);
}
.rows details[open] {
  padding-bottom: 16px;
}
.row-body {
  display: grid;
  gap: 12px;
  margin: 4px 16px 12px;
}
.row-title {
  display: grid;
  min-width: 0;
}
.row-title span {
  color: var(--soft);
  font-size: 0.9rem;
}
.row-more {
  color: var(--accent);
  font-size: 0.9rem;
  font-weight: 560;
}

.ad-text {
  border-top: 1px solid var(--line);
  padding-top: 14px;
}
.ad-text summary {
  font-weight: 560;
}
.ad-text .document {
  margin: 14px 0;
}
.description {
  white-space: pre-line;
  padding: 14px 16px;
  background: var(--raised);
  border-radius: 12px;
  border: 1px solid var(--line);
}
.change {
  display: grid;
}
.change > span {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 4px 8px;
}
.change del {
  color: var(--soft);
}
.change ins {
  text-decoration: none;
  font-weight: 560;
}
.changes {
  display: grid;
  gap: 8px;
  padding: 14px 16px;
  border-radius: 12px;
  background: var(--busy-soft);
}

.celebrated {
  position: relative;
  animation: pop 0.5s cubic-bezier(0.2, 1.6, 0.4, 1);
}
.celebrated::before,
.celebrated::after {
  content: "";
  position: absolute;
  inset: -14px;
  border-radius: 50%;
  border: 5px dotted var(--accent);
  opacity: 0;
  animation: burst 1.1s 0.1s ease-out;
}
.celebrated::after {
  inset: -26px;
  border-color: var(--good);
  animation-delay: 0.22s;
}
@keyframes pop {
  from {
    transform: scale(0.3);
  }
}
@keyframes burst {
  from {
    opacity: 1;
    transform: scale(0.4) rotate(-20deg);
  }
  to {
    opacity: 0;
    transform: scale(1.35) rotate(12deg);
  }
}

@media (max-width: 620px) {
  .popup-head {
    padding: 16px 12px 10px 18px;
  }
  .popup-body {
    padding: 2px 18px 18px;
  }
  .popup-foot .button {
    flex: 1 1 auto;
  }
  .steps li {
    flex-direction: column;
    align-items: flex-start;
    gap: 4px;
    font-size: 0.833rem;
  }
}

/* A telephone held sideways, or a page at 400 %: the popup is the whole window, and all of it scrolls. */
@media (max-height: 520px) {
  .popup,
  .popup.wide {
    width: 100%;
    max-width: none;
    max-height: 100%;
    border-radius: 10px;
  }
  .popup[open] {
    display: block;
    overflow-y: auto;
  }
  .popup-body {
    overflow: visible;
  }
  .popup-foot {
    position: static;
  }
}
`;var Pn=`/* Colours, letters, distances. A page sets --personio-…, and chooses light or dark with \`color-scheme\`. */
:host,
:root {
  --paper: light-dark(#f5f6f9, #12141a);
  --surface: var(--personio-surface, light-dark(#fff, #1b1e27));
  --raised: light-dark(#fafbfd, #222632);
  --line: light-dark(#e2e5ec, #343a49);
  --line-button: light-dark(#cfd4df, #4a5163);
  --line-strong: light-dark(#858c9c, #858da0);
  --ink: var(--personio-ink, light-dark(#161922, #eceef4));
  --soft: var(--personio-soft, light-dark(#565d6d, #b0b7c6));
  --accent: var(--personio-accent, light-dark(#3a46c9, #a5aeff));
  --accent-dark: var(--personio-accent-strong, light-dark(#2c36a6, #c3c9ff));
  --accent-soft: light-dark(#eef0fe, #2a2f55);
  --on-accent: var(--personio-on-accent, light-dark(#fff, #12141a));
  --good: light-dark(#0f6545, #7fe0b4);
  --good-soft: light-dark(#e4f4ec, #15372a);
  --good-line: light-dark(#c9e6d8, #2a5a45);
  --warn: light-dark(#7d4a00, #f3c67a);
  --warn-soft: light-dark(#fdf1dd, #3b2d12);
  --warn-line: light-dark(#f2dfbd, #6a5020);
  --bad: light-dark(#a02328, #ffa8a6);
  --bad-soft: light-dark(#fcebea, #45201f);
  --bad-line: light-dark(#f3d2d0, #7a3633);
  --on-bad: light-dark(#fff, #12141a);
  --busy: light-dark(#2a4f8f, #a9c6ff);
  --busy-soft: light-dark(#e8effb, #1d2c47);
  --busy-line: light-dark(#d5e0f3, #32496f);
  --calm: light-dark(#464d5c, #c3c9d6);
  --calm-soft: light-dark(#eef0f4, #2b303d);
  --veil: rgb(22 25 34 / 46%);
  --radius: var(--personio-radius, 14px);
  --radius-small: 9px;
  --shadow: 0 1px 2px rgb(22 25 34 / 5%), 0 4px 16px rgb(22 25 34 / 4%);
  --focus: 0 0 0 2px var(--surface), 0 0 0 4px var(--accent);
  --letters: var(
    --personio-font,
    400 15px/1.5 -apple-system,
    BlinkMacSystemFont,
    "Segoe UI",
    Roboto,
    "Helvetica Neue",
    "Liberation Sans",
    Arial,
    sans-serif
  );
}

:host {
  display: block;
  font: var(--letters);
  color: var(--ink);
  text-align: start;
  overflow-wrap: break-word;
  container-type: inline-size;
}

:host([hidden]) {
  display: none;
}

:host(.personio-popup) {
  display: contents;
}

/* A button among other things: as wide as its words. */
:host(personio-export-all) {
  display: inline-block;
  container-type: normal;
}
`;var Sn=`/* What stands in the elements. */

.head {
  display: flex;
  align-items: flex-start;
  justify-content: space-between;
  gap: 8px 14px;
  flex-wrap: wrap;
}
.export {
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: 9px;
}
.outcome {
  display: grid;
  gap: 3px;
  padding: 11px 14px;
  border-radius: 10px;
  background: var(--raised);
  border: 1px solid var(--line);
}
.outcome-head {
  display: flex;
  align-items: flex-start;
  justify-content: space-between;
  gap: 6px 14px;
}
.outcome-head p {
  flex: 1;
  min-width: 0;
}
.positions,
.notices {
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: 18px;
}
.entry {
  display: grid;
  gap: 8px;
}
.position {
  display: flex;
  align-items: center;
  gap: 18px;
}
.position-main {
  display: grid;
  gap: 4px;
  flex: 1;
  min-width: 0;
}
.position .head {
  justify-content: flex-start;
}
.entry summary {
  color: var(--accent);
  font-weight: 560;
  font-size: 0.9rem;
}

.controls {
  display: flex;
  gap: 10px 14px;
  align-items: center;
  flex-wrap: wrap;
}
.search {
  position: relative;
  flex: 1 1 260px;
}
.search .icon {
  position: absolute;
  left: 13px;
  top: 13px;
  color: var(--soft);
}
.search input {
  padding-left: 38px;
}
.inline {
  display: flex;
  min-width: 0;
  max-width: 100%;
  align-items: center;
  gap: 10px;
  color: var(--soft);
}
.inline select {
  width: auto;
  min-width: 0;
  flex: 0 1 auto;
  color: var(--ink);
}

.integration,
.rules {
  display: grid;
  gap: 20px;
  padding: 24px 26px;
}
.integration-head {
  display: flex;
  align-items: center;
  gap: 16px;
  flex-wrap: wrap;
}
.integration-title {
  flex: 1;
  min-width: 180px;
}
.integration-title p {
  color: var(--soft);
}
.app-logo {
  display: grid;
  place-items: center;
  width: 48px;
  height: 48px;
  border-radius: 13px;
  background: var(--personio-logo, light-dark(#14161d, #3a4052));
  color: #fff;
  font-weight: 700;
  font-size: 1.4rem;
}
.integration-body {
  display: grid;
  gap: 18px;
  justify-items: start;
}
.integration-body > .note,
.integration-body > dl {
  justify-self: stretch;
}
.benefits {
  display: grid;
  gap: 6px;
}
.benefits li {
  padding-left: 26px;
  position: relative;
}
.benefits li::before {
  content: "";
  position: absolute;
  left: 4px;
  top: 0.42em;
  width: 10px;
  height: 6px;
  border: solid var(--good);
  border-width: 0 0 2px 2px;
  transform: rotate(-45deg);
}
.facts-list {
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(220px, 1fr));
  gap: 16px 24px;
  padding: 18px 0;
  border-block: 1px solid var(--line);
}
.facts-list dd {
  font-weight: 540;
  font-variant-numeric: tabular-nums;
}
.settle {
  display: flex;
  align-items: center;
  flex-wrap: wrap;
  gap: 10px 14px;
}
.settle select {
  width: auto;
}
.settle .check {
  margin-left: 10px;
}

.attempts {
  display: grid;
  gap: 8px;
  margin-top: 10px;
}
.attempts li {
  display: flex;
  flex-wrap: wrap;
  align-items: baseline;
  gap: 2px 16px;
  padding: 9px 14px;
  border: 1px solid var(--line);
  border-radius: 10px;
  background: var(--raised);
  font-size: 0.9rem;
}
.chosen {
  position: sticky;
  bottom: var(--personio-covered-below, 0px); /* what the page keeps in front of its lower edge */
  display: flex;
  justify-content: flex-end;
  padding: 12px 0;
  background: linear-gradient(to top, var(--paper) 70%, transparent);
}
.check.select {
  align-self: flex-start;
  justify-content: center;
  width: 18px;
}

.pay {
  display: grid;
  gap: 8px;
  margin: 0;
  padding: 0;
  border: 0;
  min-width: 0;
}
.pay legend {
  padding: 0 0 6px;
  font-weight: 580;
}
.pay-fields {
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(130px, 1fr));
  gap: 12px;
  align-items: start;
}
.pay-fields label {
  font-weight: 400;
  color: var(--soft);
}
.echo {
  min-height: 1.5em;
  font-weight: 560;
}

@container (max-width: 560px) {
  .card {
    padding: 16px;
  }
  .position {
    flex-wrap: wrap;
    gap: 12px;
  }
  .position-main {
    flex-basis: calc(100% - 60px);
  }
  /* Room for two lines and two rows of buttons, so that a card that changes moves none below it. */
  .outcome-head {
    flex-direction: column-reverse;
    justify-content: flex-end;
    min-height: 76px;
  }
  .export > .actions {
    min-height: 96px;
    align-content: flex-start;
  }
  .integration,
  .rules {
    padding: 18px 16px;
  }
  .segments {
    width: 100%;
  }
  .segments button {
    flex: 1 1 auto;
    justify-content: center;
    padding: 0 9px;
    font-size: 0.9rem;
  }
  .inline {
    flex: 1 1 100%;
    white-space: nowrap;
  }
  .inline select {
    flex: 1;
  }
}

.rules,
.rules-form,
.rules-form > fieldset,
.rules-part,
.rules-side {
  display: grid;
  gap: 18px;
  align-content: start;
  min-width: 0;
}
.rules-columns {
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 320px), 1fr));
  gap: 28px;
}
.rules-part {
  gap: 12px;
}
.rules fieldset.plain {
  border: 0;
  padding: 0;
  margin: 0;
}
.rules table {
  width: 100%;
  border-collapse: collapse;
}
.rules th,
.rules td {
  padding: 8px 12px 8px 0;
  text-align: left;
  border-bottom: 1px solid var(--line);
  overflow-wrap: anywhere;
}
.rules thead th,
.rules td {
  color: var(--soft);
  font-size: 0.867rem;
  font-weight: 500;
}
.rules td input {
  width: 24px;
  height: 24px;
  margin: 0;
  accent-color: var(--accent);
}
.rules .attribute {
  display: grid;
  gap: 12px;
  margin: 0;
  padding: 12px 16px;
  border: 1px solid var(--line);
  border-radius: 12px;
  min-width: 0;
}
.rules .attribute legend {
  padding: 0 6px;
  font-weight: 580;
  overflow-wrap: anywhere;
}
.rules .options {
  display: grid;
  gap: 8px;
  justify-items: start;
}
.rules .option {
  display: grid;
  grid-template-columns: minmax(0, 1fr) auto minmax(0, 1fr);
  gap: 4px 8px;
  align-items: center;
  width: 100%;
}
.rules .option > button,
.rules .option > .fault {
  grid-column: 1 / -1;
  justify-self: start;
}
.rules-side {
  position: sticky;
  top: 130px;
  align-self: start;
}
.rules .fault {
  color: var(--bad);
  font-size: 0.9rem;
}
@container (max-width: 560px) {
  .rules .option {
    grid-template-columns: minmax(0, 1fr);
  }
  .rules .option > span {
    display: none;
  }
}
`;var Ue;function qe(){return Ue||(Ue=new CSSStyleSheet,Ue.replaceSync([Pn,wn,_n,kn,Sn].join(`
`))),Ue}var _t={close:["Schließen","Close"],cancel:["Abbrechen","Cancel"],back:["Zurück","Back"],next:["Weiter","Continue"],done:["Fertig","Done"],save:["Speichern","Save"],saved:["Gespeichert.","Saved."],add:["Hinzufügen","Add"],copy:["Kopieren","Copy"],copied:["Kopiert.","Copied."],"copied.not":["Nicht kopiert. Markiert den Text von Hand.","Not copied. Please select the text by hand."],reload:["Neu laden","Reload"],loading:["Wird geladen …","Loading …"],preview:["Vorschau","Preview"],automatic:["automatisch","automatic"],somebody:["jemand aus eurem Team","someone on your team"],opens_new_window:["(öffnet ein neues Fenster)","(opens in a new window)"],admin_only:["Nur Admins können hier etwas ändern","Only admins can change anything here"],ask_admin:["Ein Admin eures Unternehmens kann helfen.","An admin of your company can help."],"ask_admin.named":["Ein Admin kann helfen: {names}.","An admin can help: {names}."],"problem.trace":["Für den Support: {id}","For support: {id}"],"notice.trouble":["Gerade keine Verbindung","No connection right now"],"notice.trouble.text":["Was ihr seht, ist vielleicht nicht auf dem neuesten Stand. Sobald die Verbindung wieder da ist, wird es aktualisiert.","What you see may be out of date. It is updated as soon as the connection is back."],"notice.reconnect":["Personio lehnt eure Zugangsdaten ab","Personio is rejecting your credentials"],"notice.reconnect.text":["Sobald Personio sie wieder annimmt oder sie ersetzt sind, geht es von selbst weiter.","Everything continues automatically once Personio accepts them again or they are replaced."],"notice.feature_off":["Recruiting oder die API ist in eurem Personio ausgeschaltet","Recruiting or the API is switched off in your Personio"],"notice.feature_off.text":["Sobald es in Personio eingeschaltet ist, geht es von selbst weiter.","Everything continues automatically once it is switched on in Personio."],"notice.paused":["Der Export ist angehalten","Exports are paused"],"notice.outage":["Personio ist gerade nicht erreichbar","Personio is unavailable right now"],"notice.outage.text":["Ihr müsst nichts tun: Es geht weiter, sobald Personio antwortet.","There is nothing you need to do: exports continue as soon as Personio responds."],"notice.channel":["Personio kennt eure Channel-ID nicht","Personio does not recognise your channel ID"],"notice.channel.text":["Bewerbungen kommen trotzdem an, nur ohne die Quelle „matched.io“.","Applications still arrive, but without “matched.io” as their source."],"notice.resume":["Fortsetzen","Resume"],"notice.check":["Jetzt prüfen","Check now"],"waiting.one":["Ein Match wartet.","One match is waiting."],"waiting.many":["{n} Matches warten.","{n} matches are waiting."],"waiting.none":["Bisher wartet kein Match.","No matches are waiting so far."],"export.go":["Personio Export","Personio Export"],"export.retry":["Jetzt versuchen","Try now"],"export.again":["Noch einmal exportieren","Export again"],"export.cancel":["Nicht senden","Do not send"],"export.link":["Mit Stelle verknüpfen","Link to a position"],"export.relink":["Stelle wechseln","Change position"],"export.resuming":["Das Hindernis ist weg; es geht gleich von selbst weiter.","The obstacle is gone; this continues automatically in a moment."],"export.unlink":["Verknüpfung lösen","Unlink"],"export.ask":["Person um Angabe bitten","Ask the person"],"export.connect":["Personio verbinden","Connect Personio"],"export.older":["War schon vor dem Verbinden erfolgreich. Nach Personio kommt es mit „Personio Export“.","Was successful before you connected. Use “Personio Export” to send it to Personio."],"export.coming":["Wird in diesem Moment an Personio gesendet.","Being sent to Personio at this moment."],"export.when":["{when} · {who}","{when} · {who}"],"export.turn":["Am Zug: {who}","Next step: {who}"],"export.next":["Nächster Versuch: {when}","Next attempt: {when}"],"export.taken_back":["Das Match wurde danach zurückgenommen.","The match was withdrawn afterwards."],"export.fields":["Es geht um: {fields}","This is about: {fields}"],"export.ad":["Öffentliche Ausschreibung der Stelle {id}","Public job posting {id}"],"export.again.title":["Noch einmal exportieren?","Export again?"],"export.again.text":["Personio wird noch einmal gefragt, mit den Angaben von heute. Steht die Bewerbung dort schon, ändert sich nichts; wurde sie gelöscht, wird sie neu angelegt.","Personio is asked once more, with today's details. If the application is already there, nothing changes; if it was deleted, it is created again."],"export.again.yes":["Ja, noch einmal exportieren","Yes, export again"],"export.ask.title":["Um eine Angabe bitten: {name}","Ask for a detail: {name}"],"export.ask.text":["Diesen Text könnt ihr kopieren und der Person schicken. Sobald ihr Profil vollständig ist, geht es von selbst weiter.","Copy this text and send it to the person. Everything continues automatically once their profile is complete."],"export.ask.label":["Text für die Person","Text for the person"],"export.ask.message":[`Hallo {name},

wir möchten deine Bewerbung gerne weitergeben. In deinem Profil auf matched.io fehlt dafür noch etwas oder passt nicht ganz: {fields}.

Kannst du das bitte ergänzen? Danach geht es von selbst weiter.

Viele Grüße`,`Hi {name},

We would like to pass on your application. Something in your matched.io profile is missing or needs a correction: {fields}.

Could you please update it? Everything continues automatically after that.

Best regards`],"export.ask.profile":["Name und E-Mail-Adresse","name and e-mail address"],"turn.admin":["ein Admin eures Unternehmens","an admin of your company"],"turn.recruiter":["euer Recruiting","your recruiting team"],"turn.developer":["die Person selbst","the person themselves"],"turn.matched.io":["der Support von matched.io","matched.io support"],"state.none":["Nicht gesendet","Not sent"],"state.queued":["Eingereiht","Queued"],"state.exporting":["Wird gesendet","Sending"],"state.waiting":["Wartet","Waiting"],"state.paused":["Angehalten","Paused"],"state.needs_action":["Braucht euch","Needs you"],"state.exported":["In Personio","In Personio"],"state.already_in_personio":["Schon in Personio","Already in Personio"],"state.cancelled":["Abgebrochen","Cancelled"],"preview.title":["Vorschau: {name}","Preview: {name}"],"preview.would_send":["Das würde gesendet","This is what would be sent"],"preview.would_send.text":["Noch ist nichts in Personio. Ob Personio es annimmt, zeigt sich erst beim Senden.","Nothing is in Personio yet. Whether Personio accepts it only shows when it is sent."],"preview.closed":["Diese Stelle ist nicht mehr veröffentlicht","This position is no longer published"],"preview.closed.text":["Personio wird die Bewerbung so wahrscheinlich nicht annehmen. Veröffentlicht die Stelle wieder oder wechselt sie.","Personio will probably not accept the application. Publish the position again or choose another one."],"preview.would_not_send":["Würde jetzt nicht gesendet","Would not be sent now"],export_all:["Personio Export","Personio Export"],"export_all.lead.one":["Ein erfolgreiches Match ist noch nicht in Personio. Klappt es auf, um zu sehen, was gesendet würde.","One successful match is not in Personio yet. Expand it to see what would be sent."],"export_all.lead.many":["{n} erfolgreiche Matches sind noch nicht in Personio. Klappt sie auf, um zu sehen, was gesendet würde.","{n} successful matches are not in Personio yet. Expand them to see what would be sent."],"export_all.closed.one":["Ein Match gehört zu einer Stelle, die nicht mehr veröffentlicht ist","One match belongs to a position that is no longer published"],"export_all.closed.many":["{n} Matches gehören zu Stellen, die nicht mehr veröffentlicht sind","{n} matches belong to positions that are no longer published"],quoted:["„{text}“","“{text}”"],"export_all.go.one":["Eines exportieren","Export one"],"export_all.go.many":["Alle {n} exportieren","Export all {n}"],"export_all.nothing":["Nichts zu exportieren","Nothing to export"],"export_all.nothing.text":["Jedes erfolgreiche Match ist in Personio oder nennt auf seiner Karte, was noch fehlt.","Every successful match is in Personio, or its card says what is missing."],"export_all.admin_only":["Alle auf einmal exportiert ein Admin","Only admins can export everything at once"],"export_all.admin_only.text":["Einzelne Matches könnt ihr auf ihrer Karte exportieren.","You can export individual matches from their cards."],"export_all.progress":["{done} von {all} bearbeitet","{done} of {all} processed"],"export_all.over":["Alle {all} bearbeitet: {result}","All {all} processed: {result}"],"export_all.in_personio":["{n} in Personio","{n} in Personio"],"export_all.needs_action.one":["eines braucht euch","one needs you"],"export_all.needs_action.many":["{n} brauchen euch","{n} need you"],"export_all.waiting.one":["eines wartet","one is waiting"],"export_all.waiting.many":["{n} warten","{n} are waiting"],"export_all.cancelled":["{n} abgebrochen","{n} cancelled"],"export_all.pace":["Personio nimmt höchstens 20 Bewerbungen in der Minute an. Ihr könnt das Fenster schließen; es geht weiter.","Personio accepts 20 applications a minute at most. You can close this window; the export continues."],"export_all.next":["Kommt gleich an die Reihe.","Up next."],"import.action":["Job importieren","Import a job"],"import.search":["Titel, Ort oder Abteilung suchen","Search by title, location or department"],"import.language":["Sprache des Textes","Language of the text"],"import.found.one":["Eine Stelle","One position"],"import.found.many":["{n} Stellen","{n} positions"],"import.fetched":["Stand {when}","As of {when}"],"import.stale":["Diese Liste ist von {when}. Die neueste lässt sich gerade nicht abrufen.","This list is from {when}. The latest one is not available right now."],"import.closed.one":["Eine importierte Stelle ist nicht mehr veröffentlicht","One imported position is no longer published"],"import.closed.many":["{n} importierte Stellen sind nicht mehr veröffentlicht","{n} imported positions are no longer published"],"import.none":["Nichts gefunden","Nothing found"],"import.not_connected":["Personio ist nicht verbunden","Personio is not connected"],"import.not_connected.text":["Um Stellen zu importieren, muss Personio zuerst verbunden sein.","Personio has to be connected before you can import positions."],"import.pick":["Importieren","Import"],"import.link":["Mit Jobanzeige verknüpfen","Link to the job ad"],"import.select":["Auswählen","Select"],"import.selected.one":["Eine ausgewählte importieren","Import the selected one"],"import.selected.many":["{n} ausgewählte importieren","Import {n} selected"],"import.result.wait":["Kommt gleich an die Reihe","Up next"],"import.result.busy":["Wird importiert …","Importing …"],"import.result.complete":["Importiert, vollständig","Imported, complete"],"import.result.missing.one":["Importiert, eine Angabe fehlt","Imported, one detail missing"],"import.result.missing.many":["Importiert, {n} Angaben fehlen","Imported, {n} details missing"],"import.result.title":["Stellen importieren","Import positions"],"import.result.done":["{done} von {all} importiert","{done} of {all} imported"],"import.open":["Jobanzeige öffnen","Open the job ad"],"import.changes":["Änderungen ansehen","Review changes"],"positions.imported":["Importiert","Imported"],"positions.changed":["Geändert","Changed"],"positions.closed":["Nicht mehr veröffentlicht","No longer published"],"positions.languages":["Text auf {languages}","Text in {languages}"],"positions.no_text":["In Personio noch ohne Text","No text in Personio yet"],"positions.other_language":["Kein Text auf {language}; importiert wird {instead}.","No text in {language}; {instead} will be imported."],"positions.suggested":["Gehört vielleicht zu eurer Anzeige „{title}“.","May belong to your ad “{title}”."],"ad.imported":["Importiert und mit der Stelle verknüpft","Imported and linked to its position"],"ad.complete":["Es fehlt nichts.","Nothing is missing."],"ad.missing.one":["Eine Angabe fehlt noch, damit die Anzeige vollständig ist.","One detail is still needed to complete the ad."],"ad.missing.many":["{n} Angaben fehlen noch, damit die Anzeige vollständig ist.","{n} details are still needed to complete the ad."],"ad.missing.title":["Was noch fehlt","What is still missing"],"ad.create":["Jobanzeige anlegen","Create the job ad"],"ad.created":["„{title}“ ist vollständig.","“{title}” is complete."],"ad.later":["Später","Later"],"ad.choose":["Bitte wählen","Please choose"],"ad.suggested":["Vorschlag aus dem Titel, bitte prüft ihn.","Suggested from the title; please check it."],"ad.suggested.language":["In welcher Sprache ist die Anzeige geschrieben?","Which language is the ad written in?"],"ad.commas":["Mehrere mit Komma trennen.","Separate several with commas."],"ad.text":["Die ganze Anzeige","The whole ad"],"ad.pay":["Gehalt ändern","Change the salary"],"ad.pay.add":["Gehalt angeben","Add a salary"],"ad.changed":["In Personio hat sich etwas geändert","Something changed in Personio"],"ad.changed.text":["Angehakt wird übernommen, der Rest bleibt, wie er auf matched.io steht.","What is ticked is copied over; the rest stays as it is on matched.io."],"ad.changed.long":["Neuer Text","New text"],"ad.changed.becomes":["wird zu","becomes"],"ad.changed.answer":["Auswahl übernehmen","Apply selection"],"ad.draft":["Entwurf","Draft"],"ad.ready":["Vollständig","Complete"],"ad.unlinked":["Nicht verknüpft","Not linked"],"ad.unlinked.text":["Ohne Stelle kommen die Matches dieser Anzeige nicht nach Personio.","Without a position, this ad's matches do not reach Personio."],"ad.finish":["Angaben ergänzen","Add the missing details"],"ad.look":["Ansehen","View"],"ad.unlink.title":["Verknüpfung lösen?","Unlink this ad?"],"ad.unlink.text":["„{title}“ gehört dann zu keiner Stelle mehr. Die Anzeige bleibt, wie sie ist, und was exportiert wurde, bleibt in Personio; neue Matches warten, bis sie wieder verknüpft ist.","“{title}” will no longer belong to a position. The ad stays as it is, and whatever was exported stays in Personio; new matches wait until it is linked again."],"ad.unlinked.done":["Verknüpfung gelöst.","Unlinked."],"ad.discard":["Import rückgängig machen","Undo import"],"ad.discard.title":["Import rückgängig machen?","Undo this import?"],"ad.discard.text":["Der Entwurf „{title}“ wird gelöscht, mit allem, was ihr darin ergänzt habt. In Personio ändert sich nichts; die Stelle könnt ihr jederzeit neu importieren.","The draft “{title}” is deleted, along with everything you added to it. Nothing changes in Personio; you can import the position again at any time."],"ad.discard.yes":["Entwurf löschen","Delete the draft"],"ad.discarded":["Import rückgängig gemacht: „{title}“.","Import undone: “{title}”."],"why.not_in_feed":["Steht nicht in Personio.","Not given in Personio."],"why.value_unknown":["In Personio steht „{value}“; das kennt matched.io nicht.","Personio says “{value}”, which matched.io does not know."],"why.incomplete":["Ist in Personio unvollständig.","Incomplete in Personio."],"link.text":["Zu welcher Stelle in Personio gehört „{title}“?","Which position in Personio does “{title}” belong to?"],"link.text.untitled":["Zu welcher Stelle in Personio gehört die Jobanzeige dieses Matches?","Which position in Personio does this match's job ad belong to?"],"link.position":["Stelle","Position"],"link.none":["Keine freie Stelle","No position available"],"link.none.text":["Jede veröffentlichte Stelle gehört schon zu einer Anzeige. Veröffentlicht die Stelle in Personio oder löst erst die Verknüpfung der anderen Anzeige.","Every published position already belongs to an ad. Publish the position in Personio, or unlink the other ad first."],"link.done":["Verknüpft.","Linked."],"link.done.following.one":["Verknüpft. Ein wartendes Match wird jetzt gesendet.","Linked. One waiting match is being sent now."],"link.done.following.many":["Verknüpft. {n} wartende Matches werden jetzt gesendet.","Linked. {n} waiting matches are being sent now."],"detail.title":["Titel","Title"],"detail.description":["Beschreibung","Description"],"detail.skills":["Fähigkeiten","Skills"],"detail.seniority":["Erfahrungsstufe","Seniority"],"detail.employment_type":["Art der Anstellung","Employment type"],"detail.working_time":["Arbeitszeit","Working hours"],"detail.locations":["Orte","Locations"],"detail.remote":["Remote","Remote"],"detail.salary":["Gehalt","Salary"],"detail.language":["Sprache","Language"],"detail.experience_years":["Jahre Erfahrung","Years of experience"],"detail.first_name":["Vorname","First name"],"detail.last_name":["Nachname","Last name"],"detail.email":["E-Mail","E-mail"],"detail.phone":["Telefon","Phone"],"detail.gender":["Geschlecht","Gender"],"detail.location":["Wohnort","Location"],"detail.birthday":["Geburtstag","Birthday"],"detail.available_from":["Verfügbar ab","Available from"],"detail.salary_expectations":["Gehaltswunsch","Salary expectation"],"detail.job_position_id":["Stelle (Nummer)","Position (number)"],"detail.recruiting_channel_id":["Kanal (Channel-ID)","Channel ID"],"detail.application_date":["Bewerbungsdatum","Application date"],"detail.external_posting_id":["Externe Anzeigennummer","External posting ID"],"detail.tags":["Schlagwörter","Tags"],"detail.files":["Dokumente","Documents"],"detail.message":["Nachricht","Message"],"salary.min":["Von","From"],"salary.max":["Bis","To"],"salary.currency":["Währung","Currency"],"salary.period":["Zeitraum","Period"],"salary.from":["ab {amount}","from {amount}"],"salary.to":["bis {amount}","up to {amount}"],"salary.help":["Brutto; eine der beiden Zahlen reicht. Nur Ziffern, zum Beispiel 60000.","Gross; one of the two numbers is enough. Digits only, for example 60000."],"salary.echo":["So steht es in der Anzeige: {salary}","Shown in the ad as: {salary}"],"salary.not_a_number":["„{value}“ ist keine Zahl. Schreibt nur Ziffern, zum Beispiel 60000.","“{value}” is not a number. Use digits only, for example 60000."],"salary.turned":["„Bis“ ist kleiner als „Von“.","“To” is less than “From”."],"salary.wrong":["Das Gehalt stimmt so nicht","The salary does not look right"],"period.yearly":["pro Jahr","a year"],"period.monthly":["pro Monat","a month"],"period.weekly":["pro Woche","a week"],"period.daily":["pro Tag","a day"],"period.hourly":["pro Stunde","an hour"],"employment_type.permanent":["Festanstellung","Permanent"],"employment_type.freelance":["Freiberuflich","Freelance"],"employment_type.working_student":["Werkstudium","Working student"],"employment_type.intern":["Praktikum","Internship"],"employment_type.trainee":["Ausbildung","Traineeship"],"employment_type.temporary":["Befristet","Temporary"],"working_time.full-time":["Vollzeit","Full-time"],"working_time.part-time":["Teilzeit","Part-time"],"working_time.full-or-part-time":["Voll- oder Teilzeit","Full- or part-time"],"seniority.student":["Studium","Student"],"seniority.entry-level":["Einstieg","Entry level"],"seniority.experienced":["Mit Erfahrung","Experienced"],"seniority.executive":["Führung","Executive"],"connection.lead":["Stellen importieren, erfolgreiche Matches exportieren","Import positions, export successful matches"],"connection.benefit.import":["Jobanzeigen aus euren veröffentlichten Stellen, ohne Abtippen","Job ads from your published positions, without retyping"],"connection.benefit.export":["Erfolgreiche Matches kommen als Bewerbung nach Personio, genau einmal","Successful matches arrive in Personio as applications, exactly once"],"connection.benefit.safe":["Eure Zugangsdaten werden geprüft, verschlüsselt verwahrt und nie wieder angezeigt","Your credentials are checked, stored encrypted and never shown again"],"connection.was":["War schon einmal verbunden. Was exportiert wurde, bleibt in Personio und bei den Matches sichtbar.","Was connected before. Whatever was exported stays in Personio and visible with its match."],"connection.none":["Nicht verbunden","Not connected"],"connection.connected":["Verbunden","Connected"],"connection.paused":["Angehalten","Paused"],"connection.needs_reconnect":["Zugangsdaten erneuern","Credentials needed"],"connection.feature_off":["In Personio ausgeschaltet","Switched off in Personio"],"connection.disconnected":["Getrennt","Disconnected"],"connection.found.needs_reconnect":["Mit den gespeicherten Zugangsdaten kommt gerade nichts nach Personio.","Nothing reaches Personio with the stored credentials right now."],"connection.found.feature_off":["Solange kommt nichts nach Personio.","Nothing reaches Personio until it is switched on."],"connection.needs_reconnect.next":["Gibt es in Personio neue Zugangsdaten, klickt auf „Zugangsdaten ersetzen“. Ob Personio die bisherigen wieder annimmt, zeigt „Jetzt prüfen“ sofort.","If there are new credentials in Personio, click “Replace credentials”. “Check now” shows at once whether Personio accepts the current ones again."],"connection.feature_off.next":["Schaltet es in Personio ein und klickt auf „Jetzt prüfen“.","Switch it on in Personio and click “Check now”."],"connection.next_check":["Nächste Prüfung von selbst: {when}","Next automatic check: {when}"],"connection.page":["Karriereseite","Careers page"],"connection.company_id":["Company-ID","Company ID"],"connection.token":["Token","Token"],"connection.client":["API-Client","API client"],"connection.scopes":["Rechte","Permissions"],"connection.scopes.both":["lesen und schreiben","read and write"],"connection.scopes.write":["nur schreiben; das Recht zum Lesen fehlt in Personio","write only; read permission is missing in Personio"],"connection.account":["Zugehörigkeit","Account"],"connection.account.proven":["Karriereseite und Zugangsdaten gehören zusammen","Careers page and credentials belong together"],"connection.account.token":["zeigt sich mit dem ersten Export","confirmed by the first export"],"connection.account.client":["noch nicht geprüft: Importiert oder verknüpft eine Stelle; vorher wird nichts gesendet","not checked yet: import or link a position; nothing is sent until then"],"connection.move":["Vom Token zum API-Client","From the token to an API client"],"connection.channel":["Kanal (Channel-ID)","Channel ID"],"connection.no_channel":["keiner angegeben","none given"],"connection.channel_refused":["Personio kennt ihn nicht","not known to Personio"],"connection.last_success":["Zuletzt von Personio angenommen","Last accepted by Personio"],"connection.no_success":["noch nichts","nothing yet"],"connection.since":["Verbunden","Connected"],"connection.since_by":["seit {day} durch {who}","since {day} by {who}"],"connection.language":["Sprache der Anzeigen und Nachrichten","Language of ads and messages"],"connection.pause":["Export anhalten","Pause exports"],"connection.test":["Jetzt prüfen","Check now"],"connection.test.good":["Personio nimmt die Zugangsdaten an.","Personio accepts the credentials."],"connection.replace":["Zugangsdaten ersetzen","Replace credentials"],"connection.disconnect":["Trennen","Disconnect"],"channel.change":["Channel-ID ändern","Change channel ID"],"channel.title":["Channel-ID ändern","Change the channel ID"],"channel.text":["Gilt ab der nächsten Bewerbung. Die Zugangsdaten bleiben, wie sie sind; lasst das Feld leer, um keinen Kanal mehr anzugeben.","Applies from the next application on. Your credentials stay as they are; leave the field empty to send no channel."],"disconnect.title":["Personio trennen?","Disconnect Personio?"],"disconnect.text":["Ab sofort wird nichts mehr an Personio gesendet, und eure Zugangsdaten werden gelöscht. Was exportiert wurde, bleibt in Personio und bei den Matches sichtbar.","Nothing is sent to Personio from now on, and your credentials are deleted. Whatever was exported stays in Personio and visible with its match."],"disconnect.done":["Getrennt.","Disconnected."],"connect.title":["Personio hinzufügen","Add Personio"],"connect.steps":["Schritte","Steps"],"connect.step.1":["Karriereseite","Careers page"],"connect.step.2":["Euer Unternehmen","Your company"],"connect.step.3":["Zugangsdaten","Credentials"],"connect.page.text":["Wo stehen eure offenen Stellen? Die Adresse reicht, so wie ihr sie kennt.","Where can your open positions be found? Enter the address as you know it."],"connect.page.label":["Adresse eurer Karriereseite","Address of your careers page"],"connect.page.help":["Auch die einer Stelle oder eurer Anmeldung bei Personio.","The address of a position or of your Personio login works, too."],"connect.company.title":["Ist das euer Unternehmen?","Is this your company?"],"connect.company.positions.one":["Eine veröffentlichte Stelle","One published position"],"connect.company.positions.many":["{n} veröffentlichte Stellen","{n} published positions"],"connect.company.yes":["Ja, das sind wir","Yes, that's us"],"connect.company.no":["Nein, andere Adresse","No, another address"],"connect.credentials.text.token":["Company-ID und Recruiting API-Token stehen in eurem Personio:","You find the company ID and the Recruiting API token in your Personio:"],"connect.credentials.text.client":["Die Company-ID steht in eurem Personio, und dort erstellt ihr den API-Client:","You find the company ID in your Personio, and create the API client there:"],"connect.credentials.link":["Zugangsdaten in Personio öffnen","Open the credentials in Personio"],"connect.credentials.where.token":["Marketplace > Verbundene Integrationen > Recruiting.","Marketplace > Connected integrations > Recruiting."],"connect.credentials.where.client":["Marketplace > Verbundene Integrationen > Eigene Integration erstellen. Setzt bei Recruiting die Haken „Lesen“ und „Schreiben“, sonst keine. Personio zeigt das API-Secret nur einmal.","Marketplace > Connected integrations > Create custom integration. Tick “read” and “write” for Recruiting, nothing else. Personio shows the API secret only once."],"connect.kind":["Womit verbindet ihr euch?","What do you connect with?"],"connect.kind.token":["Token","Token"],"connect.kind.token.help":["Geht auch ohne den Tarif Core Pro.","Works without the Core Pro plan, too."],"connect.kind.client":["API-Client","API client"],"connect.kind.client.help":["Der Nachfolger des Tokens; nötig ist der Tarif Core Pro.","The token's successor; needs the Core Pro plan."],"connect.client.id":["Client-ID","Client ID"],"connect.client.secret":["API-Secret","API secret"],"connect.carry":["Übernehmen als {field}","Use as {field}"],"connect.carry.personio_company_id":["Company-ID","company ID"],"connect.carry.access_token":["Token","token"],"connect.carry.client":["Client-ID und API-Secret","client ID and API secret"],"connect.carry.client.id":["Client-ID","client ID"],"connect.carry.client.secret":["API-Secret","API secret"],"connect.colleague":["Ihr seht diese Seite in Personio nicht?","Can't see this page in Personio?"],"connect.colleague.label":["Text für eure Kollegin oder euren Kollegen","Text for your colleague"],"connect.colleague.subject":["Zwei Angaben aus Personio für matched.io","Two details from Personio for matched.io"],"connect.colleague.message.token":[`Hallo,

ich verbinde gerade matched.io mit unserem Personio. Dafür brauche ich zwei Angaben, die nur du sehen kannst:

1. unsere Company-ID
2. das Recruiting API-Token

Beides steht in Personio unter Marketplace > Verbundene Integrationen > Recruiting:
{address}

Bitte schick mir das Token auf einem sicheren Weg, zum Beispiel über unseren Passwort-Manager.

Danke!
{name}`,`Hello,

I am connecting matched.io to our Personio and need two values that only you can see:

1. our company ID
2. the Recruiting API token

Both are in Personio under Marketplace > Connected integrations > Recruiting:
{address}

Please send me the token in a safe way, through our password manager for example.

Thank you!
{name}`],"connect.colleague.message.client":[`Hallo,

ich verbinde gerade matched.io mit unserem Personio. Dafür brauche ich Angaben, die nur du sehen kannst:

1. unsere Company-ID
2. Client-ID und API-Secret einer eigenen Integration, die bei Recruiting lesen und schreiben darf

Du erstellst sie in Personio unter Marketplace > Verbundene Integrationen > Eigene Integration erstellen:
{address}

Personio zeigt das Secret nur einmal. Bitte schick es mir auf einem sicheren Weg, zum Beispiel über unseren Passwort-Manager.

Danke!
{name}`,`Hello,

I am connecting matched.io to our Personio and need values that only you can see:

1. our company ID
2. the client ID and API secret of a custom integration that may read and write Recruiting

You create it in Personio under Marketplace > Connected integrations > Create custom integration:
{address}

Personio shows the secret only once. Please send it to me in a safe way, through our password manager for example.

Thank you!
{name}`],"connect.colleague.mail":["Als E-Mail","As an e-mail"],"connect.token":["Recruiting API-Token","Recruiting API token"],"connect.token.help":["Wird geprüft, verschlüsselt verwahrt und nie wieder angezeigt.","It is checked, stored encrypted and never shown again."],"connect.channel":["Channel-ID (optional)","Channel ID (optional)"],"connect.channel.help":["Damit steht bei jeder Bewerbung „matched.io“ als Quelle. In Personio: Einstellungen > Recruiting > Kanäle.","With it, every application names “matched.io” as its source. In Personio: Settings > Recruiting > Channels."],"connect.back_to_page":["Karriereseite ändern","Change the careers page"],"connect.done.title":["Personio ist verbunden","Personio is connected"],"connect.done.text":["Ab jetzt kommt jedes erfolgreiche Match von selbst nach Personio. Importiert als Nächstes eine Stelle.","From now on, every successful match is sent to Personio automatically. Next, import a position."],"connect.replaced.title":["Zugangsdaten ersetzt","Credentials replaced"],"connect.replaced.text":["Was gewartet hat, wird jetzt von selbst gesendet.","Whatever was waiting is now sent automatically."],"activity.filter":["Nach Zustand filtern","Filter by state"],"activity.all":["Alle","All"],"activity.none":["Noch nichts passiert","Nothing has happened yet"],"activity.none.text":["Sobald ein Match erfolgreich ist, steht hier, was daraus wird.","Once a match is successful, you can follow it here."],"activity.attempts":["Versuche: {n}","Attempts: {n}"],"activity.more":["Mehr anzeigen","Show more"],"origin.click":["per Klick","by click"],"origin.live":["automatisch","automatic"],"origin.back_fill":["nachgeholt","catch-up"],"attempt.document":["Dokument","Document"],"attempt.took":["Dauer","Duration"],"attempt.support":["Für den Support","For support"],"attempt.short":["unter einer Sekunde","less than a second"],"attempt.seconds":["{n} Sekunden","{n} seconds"],"outcome.created":["angelegt","created"],"outcome.already_there":["schon da","already there"],"outcome.refused":["abgelehnt","rejected"],"outcome.credentials_wrong":["Zugangsdaten abgelehnt","credentials rejected"],"outcome.feature_off":["in Personio ausgeschaltet","switched off in Personio"],"outcome.limited":["Personio nahm gerade nichts an","Personio was not accepting anything"],"outcome.outage":["Personio nicht erreichbar","Personio unavailable"],"outcome.unknown":["ohne Antwort","no answer"],"outcome.channel_refused":["Kanal abgelehnt","channel rejected"],"outcome.upload_failed":["Dokument nicht angekommen","document not delivered"],"outcome.lapsed":["abgebrochen, ohne Antwort","interrupted, no answer"],"outcome.access_refused":["Zugriff abgelehnt","access rejected"],"outcome.scope_missing":["nicht erlaubt","not allowed"],"outcome.found":["in Personio nachgesehen: da","looked in Personio: there"],"outcome.not_found":["in Personio nachgesehen: nicht da","looked in Personio: not there"],"outcome.reading_failed":["in Personio nachgesehen: keine Auskunft","looked in Personio: no answer"],"attachment.none":["keines","none"],"attachment.attached":["dabei","attached"],"attachment.missing":["fehlte","missing"],"attachment.refused":["abgelehnt","rejected"],"attachment.unavailable":["nicht erreichbar","unavailable"],"export.rules":["Festlegen, was gesendet wird","Set what is sent"],"rules.title":["Was an Personio geht","What goes to Personio"],"rules.lead":["Legt fest, was ihr von jeder Person bekommt und wohin es in eurem Personio gehört.","Choose what you receive about each person and where it goes in your Personio."],"rules.none":["Noch nichts festgelegt","Nothing set yet"],"rules.none.text":["Gesendet wird alles aus der Tabelle, was im Profil steht, mit dem Schlagwort matched.io und in der ersten Phase der Stelle.","Everything in the table that the profile contains is sent, with the tag matched.io, to the position's first phase."],"rules.unreadable":["Eure Regeln sind nicht lesbar","Your rules cannot be read"],"rules.unreadable.text":["Solange wird nichts gesendet. Legt sie neu fest und speichert; danach geht alles Wartende los.","Nothing is sent until then. Set them again and save; everything waiting will then be sent."],"rules.fields":["Angaben aus dem Profil","Details from the profile"],"rules.fields.text":["Name, E-Mail und Nachricht gehen immer mit. Was ihr ausschaltet, geht nie an Personio.","Name, e-mail and message are always sent. What you switch off never reaches Personio."],"rules.field":["Angabe","Detail"],"rules.example":["Beispiel","Example"],"rules.sent":["Senden","Send"],"rules.attributes":["Eure eigenen Attribute","Your own attributes"],"rules.attributes.text":["Die ID jedes Attributs findet ihr in Personio unter Einstellungen > Recruiting > Attribute, die IDs einer Auswahl beim Attribut.","Find each attribute's ID in Personio under Settings > Recruiting > Attributes; the IDs of its options are listed there, too."],"rules.attribute.new":["Neues Attribut","New attribute"],"rules.attribute.id":["ID in Personio","ID in Personio"],"rules.attribute.source":["Wert","Value"],"rules.attribute.add":["Attribut hinzufügen","Add an attribute"],"rules.attribute.remove":["Attribut entfernen","Remove attribute"],"rules.constant":["Fester Wert","Fixed value"],"rules.option.word":["Wort im Profil, {n}","Word in the profile, {n}"],"rules.option.id":["ID der Auswahl in Personio, {n}","ID of the option in Personio, {n}"],"rules.option.add":["Auswahl zuordnen","Map an option"],"rules.option.remove":["Zuordnung entfernen","Remove mapping"],"rules.rest":["Phase und Schlagwörter","Phase and tags"],"rules.phase":["Phase, in der Personen beginnen","Phase in which people start"],"rules.phase.help":["Gibt es die Phase in Personio nicht, landen sie ohne Fehler unter „Nicht zugeordnet“.","If Personio does not have the phase, they end up under “Unassigned” without an error."],"rules.phase.none":["Die erste Phase der Stelle","The position's first phase"],"rules.phase.custom":["Eine eigene Phase","A phase of your own"],"rules.phase.id":["Nummer der Phase in Personio","Number of the phase in Personio"],"phase.unassigned":["Nicht zugeordnet","Unassigned"],"phase.offer":["Angebot","Offer"],"phase.accepted":["Angenommen","Accepted"],"phase.rejected":["Abgelehnt","Rejected"],"phase.withdrawn":["Zurückgezogen","Withdrawn"],"rules.tags":["Weitere Schlagwörter","More tags"],"rules.tags.help":["Zusätzlich zu matched.io. Mehrere mit Komma trennen.","In addition to matched.io. Separate several with commas."],"rules.asked_for":["Danach hat Personio gefragt","Personio asked for this"],"rules.asked_for.add":["Regel anlegen","Add a rule"],"rules.save":["Speichern","Save"],"rules.discard":["Verwerfen","Discard"],"rules.changed":["Zuletzt geändert: {when}, {who}","Last changed: {when}, {who}"],"rules.theirs":["Deren Änderungen ansehen","See their changes"],"rules.mine":["Unsere speichern","Save ours"],"rules.preview":["So kommt es an","How it arrives"],"rules.preview.match":["Am Beispiel von","For example"],"rules.preview.none":["Noch kein erfolgreiches Match","No successful match yet"],"rules.preview.none.text":["Sobald ein Match erfolgreich ist, seht ihr hier genau, was gesendet würde.","Once a match is successful, you can see exactly what would be sent here."],"rules.preview.unfit":["Die Regeln passen noch nicht","The rules are not complete yet"],"rules.preview.unfit.text":["Beim Speichern seht ihr, wo.","Saving shows what is missing."],"detail.salary_expectation":["Gehaltswunsch","Salary expectation"],"detail.cv":["Lebenslauf","CV"],"detail.profile_url":["Link zum Profil","Link to the profile"],"detail.links":["Weitere Links","More links"],"detail.phase":["Phase","Phase"]};var be=()=>document.documentElement.lang.startsWith("en")?"en":"de",Cn=()=>be()==="de"?"de-DE":"en-GB";function a(t,e={}){return _t[t][be()==="de"?0:1].replace(/\{(\w+)\}/g,(i,r)=>String(e[r]??i))}var O=(t,e)=>a(`${t}.${e===1?"one":"many"}`,{n:e}),j=(t,e)=>`${t}.${e}`in _t?a(`${t}.${e}`):(e??"").replaceAll("_"," ");function V(t){let e=new Date(t),n=Math.round((En(new Date)-En(e))/864e5),i=St({hour:"2-digit",minute:"2-digit"}).format(e);return Math.abs(n)>1?`${St({day:"numeric",month:"short"}).format(e)}, ${i}`:`${Et("near",()=>new Intl.RelativeTimeFormat(be(),{numeric:"auto"})).format(-n,"day")}, ${i}`}var kt=new Map;function Et(t,e){let n=`${be()} ${t}`;return kt.has(n)||kt.set(n,e()),kt.get(n)}var St=t=>Et(JSON.stringify(t),()=>new Intl.DateTimeFormat(Cn(),t)),En=t=>new Date(t.getFullYear(),t.getMonth(),t.getDate()).getTime(),An=t=>St({day:"numeric",month:"long",year:"numeric"}).format(new Date(t)),ne=t=>Et("languages",()=>new Intl.DisplayNames([be()],{type:"language"})).of(t)??t,Ct=t=>new Intl.ListFormat(be(),{type:"conjunction"}).format(t);function Je({min:t,max:e,currency:n,period:i}){let r=[t,e].filter(g=>!!g),[s,c]=[r[0],r.at(-1)];if(s===void 0||c===void 0)return"";let l=s===c?Pt(c,n):`${Pt(s)} – ${Pt(c,n)}`;return[r.length===1?a(t?"salary.from":"salary.to",{amount:l}):l,i&&j("period",i)].filter(Boolean).join(" ")}function Pt(t,e){let n=Number(t),r={minimumFractionDigits:Number.isInteger(n)?0:2,maximumFractionDigits:2},s=e&&/^[A-Z]{3}$/.test(e);return new Intl.NumberFormat(Cn(),s?{...r,style:"currency",currency:e}:r).format(n)}var Tt="personioPopup",G,At;function D(t,e){let n=G?.opener??Pe();G?jt(!1):history.pushState({...history.state,[Tt]:!0},"");let i=document.querySelector("[personio-popups]"),r=document.createElement("div");r.attachShadow({mode:"open"}).adoptedStyleSheets=[qe()],r.className="personio-popup",(i??document.body).append(r);let c=(i?[...i.parentElement?.children??[]].filter(d=>d!==i):[]).filter(d=>d instanceof HTMLElement&&!d.inert);for(let d of c)d.inert=!0;G={...e,owner:t,host:r,opener:n,rested:c},It(t);let l=r.shadowRoot.querySelector("dialog");i?l.show():l.showModal(),(l.querySelector("[data-first]")??l.querySelector("h2")).focus()}async function E(t){!G||t&&G.owner!==t||(jt(!0),history.state?.[Tt]&&await new Promise(e=>{At=e,setTimeout(e,300),history.back()}))}function It(t){if(G?.owner!==t)return;let{host:e,title:n,body:i,wide:r}=G,s=e.shadowRoot;Fe(s,()=>ge(o("dialog",{class:`popup${r?" wide":""}`,"aria-labelledby":"popup-title",onCancel:c=>{c.preventDefault(),E()},children:[o("div",{class:"popup-head",children:[o("h2",{id:"popup-title",tabIndex:-1,"data-rest":!0,children:typeof n=="string"?n:n()}),o("button",{type:"button",class:"button quiet round","aria-label":a("close"),onClick:()=>{E()},children:o($,{name:"close"})})]}),o("div",{class:"popup-body",children:i()})]}),s))}function K(t="[data-first]"){queueMicrotask(()=>queueMicrotask(()=>{let e=G?.host.shadowRoot?.querySelector("dialog"),n=e?.querySelector(t)??e?.querySelector("h2");n?.focus(),n?.closest(".field")?.scrollIntoView({block:"nearest"})}))}function jt(t){if(!G)return;let{host:e,opener:n,rested:i,closed:r,owner:s}=G;G=void 0;for(let c of i)c.inert=!1;ge(null,e.shadowRoot),e.remove(),t&&Fo(n),r?.(),s.update()}function Fo(t){let e=t?.isConnected&&t!==document.body?t:null,n=t?.getRootNode(),i=n instanceof ShadowRoot&&n.host.isConnected?n.querySelector("[data-rest]"):null;(e??i??document.querySelector("main h1"))?.focus({preventScroll:!0})}function Wo(t){if(t.key!=="Escape"||!G||t.defaultPrevented)return;let e=Pe();e!==null&&e!==document.body&&e.getRootNode()!==G.host.shadowRoot||E()}typeof document<"u"&&(document.addEventListener("keydown",Wo),addEventListener("popstate",()=>{At?.(),At=void 0,G&&!history.state?.[Tt]&&jt(!0)}));var L=class extends HTMLElement{drawing=!1;leave=[];begin(e){}connectedCallback(){gn(),this.root.adoptedStyleSheets=[qe()];let e=()=>{},n=()=>{e();let i=ht();i&&this.begin(i),e=i?i.subscribe(()=>this.update()):()=>{},this.draw()};this.leave=[tn(n),()=>e()],Nt.add(this),n()}disconnectedCallback(){for(let e of this.leave)e();Nt.delete(this),queueMicrotask(()=>this.isConnected||ge(null,this.root))}attributeChangedCallback(){this.isConnected&&this.update()}update(){this.drawing||(this.drawing=!0,queueMicrotask(()=>{this.drawing=!1,this.isConnected&&this.draw()}))}say(e,n={}){this.dispatchEvent(new CustomEvent(e,{detail:n,bubbles:!0,composed:!0}))}get root(){return this.shadowRoot??this.attachShadow({mode:"open"})}draw(){let e=ht();Fe(this.root,()=>ge(e?this.view(e):null,this.root)),It(this)}},Nt=new Set;typeof MutationObserver<"u"&&new MutationObserver(()=>{for(let t of Nt)t.update()}).observe(document.documentElement,{attributeFilter:["lang"]});function W(t,e){customElements.get(t)||customElements.define(t,e)}var Uo=["de","en","fr","es","nl","it","pt"],h=({label:t,does:e,kind:n="plain",symbol:i,busy:r,disabled:s,about:c,submits:l,first:d})=>o("button",{type:l?"submit":"button",class:`button ${n}${r?" busy":""}`,onClick:r?g=>g.preventDefault():e,disabled:s||void 0,"aria-disabled":r?"true":void 0,"aria-label":c?`${t}: ${c}`:void 0,"data-first":d||void 0,children:[r?o("span",{class:"spinner","aria-hidden":"true"}):i&&o($,{name:i}),o("span",{children:t})]}),U=({tone:t,symbol:e,label:n})=>o("span",{class:`chip ${t}`,children:[o($,{name:e}),o("span",{children:n})]}),qo={info:"hand",good:"check",warn:"alert",bad:"alert",busy:"clock",calm:"minus"},P=({tone:t,title:e,text:n,loud:i,children:r})=>o("div",{class:`note ${t}`,role:t==="bad"||i?"alert":"status",children:[o($,{name:qo[t]}),o("div",{class:"note-text",children:[e&&o("strong",{children:e}),n&&o("p",{children:n}),r]})]});function S({problem:t,children:e}){return t?o(P,{tone:"bad",title:t.title,text:t.detail,children:[t.hint&&o("p",{class:"hint",children:t.hint}),t.traceId&&["internal","temporarily_unavailable"].includes(t.code)&&o("p",{class:"small",children:a("problem.trace",{id:t.traceId})}),e&&o("div",{class:"actions",children:e})]}):null}function X({name:t,label:e,help:n,problem:i,remedy:r,control:s}){let c=[n&&`${t}-help`,i&&`${t}-problem`].filter(Boolean).join(" ");return o("div",{class:"field",children:[o("label",{for:`field-${t}`,children:e}),s({id:`field-${t}`,name:t,"aria-invalid":i?"true":void 0,"aria-describedby":c||void 0}),n&&o("p",{id:`${t}-help`,class:"help",children:n}),i&&o("div",{id:`${t}-problem`,children:o(S,{problem:i,children:r})})]})}var He=({chosen:t})=>Uo.map(e=>o("option",{value:e,selected:e===t,children:ne(e)},e)),oe=({address:t,label:e})=>o("a",{href:t,target:"_blank",rel:"noopener noreferrer",class:"outside",children:[e,o($,{name:"open"}),o("span",{class:"unseen",children:a("opens_new_window")})]});function Ve({text:t,label:e,about:n}){return o("span",{class:"copier",children:[o("button",{type:"button",class:"button quiet small",onClick:r=>{let s=r.currentTarget.nextElementSibling;navigator.clipboard.writeText(t).then(()=>s.textContent=a("copied"),()=>s.textContent=a("copied.not")),setTimeout(()=>s.textContent="",4e3)},"aria-label":n?`${e}: ${n}`:void 0,children:[o($,{name:"copy"}),o("span",{children:e})]}),o("span",{class:"small",role:"status"})]})}var ce=({symbol:t,title:e,text:n,children:i})=>o("div",{class:"empty",children:[o($,{name:t}),o("h3",{children:e}),o("p",{children:n}),i&&o("div",{class:"actions",children:i})]}),Z=({rows:t=3})=>o("div",{class:"skeleton",role:"status",children:[o("span",{class:"unseen",children:a("loading")}),Array.from({length:t},(e,n)=>o("span",{class:"skeleton-row","aria-hidden":"true",children:[o("span",{}),o("span",{})]},n))]});function R(t){if(t instanceof J)return t;throw t}var Tn={none:["calm","minus"],queued:["busy","clock"],exporting:["busy","send"],waiting:["warn","pause"],paused:["info","pause"],needs_action:["bad","hand"],exported:["good","check"],already_in_personio:["good","people"],cancelled:["calm","close"]},Se=["exported","already_in_personio"],Ge=["queued","waiting","needs_action"];function ye({entry:t}){let e=t?.code==="paused"?"paused":t?.state??"none",[n,i]=Tn[e]??Tn.none;return o(U,{tone:n,symbol:i,label:j("state",e)})}var Rt={not_linked:"link",position_not_published:"relink",developer_incomplete:"ask",paused:"resume",reconnect:"credentials",feature_off:"check",disconnected:"connect",attribute_required:"rules",rule_broken:"rules",option_unknown:"rules",attribute_unknown:"rules"},In=["resume","credentials","check","connect","rules"];function jn(t,e){let n=t.code&&Ge.includes(t.state)?Rt[t.code]:void 0,i=n&&Mt(n,e.connection,t.who==="admin")?n:void 0;if(i&&In.includes(i))return e.setup.admin?i:void 0;if(i)return i;if(e.connected)return t.state==="none"?"export":t.can_retry?"retry":void 0}function Mt(t,e,n){return t==="resume"?e?.paused===!0:t==="credentials"?e?.state==="needs_reconnect":t==="check"?e?.state==="feature_off":t==="rules"?n:t==="connect"?e===void 0||["none","disconnected"].includes(e.state):!0}function Dt(t,e){let n=t.state==="waiting"&&t.code?Rt[t.code]:void 0;return n!==void 0&&!Mt(n,e.connection,t.who==="admin")}function Nn(t,e){let n=t.code&&Ge.includes(t.state)?Rt[t.code]:void 0;return!e.setup.admin&&n!==void 0&&In.includes(n)&&Mt(n,e.connection,t.who==="admin")}var ee=({setup:t})=>t.admins?.length?a("ask_admin.named",{names:t.admins.join(", ")}):a("ask_admin"),Rn={export:["export.go","send"],retry:["export.retry","send"],link:["export.link","link"],relink:["export.relink","link"],ask:["export.ask","people"],resume:["notice.resume","arrow"],credentials:["connection.replace","key"],check:["notice.check","bolt"],connect:["export.connect","arrow"],rules:["export.rules","arrow"]};var Jo=["queued","exporting","waiting","needs_action","exported","already_in_personio","cancelled"],Ke=class extends L{filter="";next;busy=!1;problem;begin(){Object.assign(this,{filter:"",next:void 0,problem:void 0})}view(e){if(!e.connection)return e.trouble?o(S,{problem:e.trouble}):o(Z,{rows:4});let n=[...e.exports.values()].filter(({state:r})=>r!=="none"),i=n.filter(({state:r})=>!this.filter||r===this.filter).sort((r,s)=>(s.updated_at??"").localeCompare(r.updated_at??""));return o("div",{class:"positions",children:[this.filters(n),o(S,{problem:this.problem}),i.length===0?o(ce,{symbol:"clock",title:a("activity.none"),text:a("activity.none.text")}):o("ul",{class:"cards tight",children:i.map(r=>o("li",{children:o(Ho,{entry:r,books:e})},r.match_id))}),this.next!==null&&n.length>=50&&o("div",{class:"actions",children:o(h,{label:a("activity.more"),does:()=>{this.more(e)},symbol:"down",busy:this.busy})})]})}filters(e){let n=r=>e.filter(({state:s})=>!r||s===r).length,i=(r,s)=>o("button",{type:"button","aria-pressed":this.filter===r?"true":"false",onClick:()=>{this.filter=r,this.update()},children:[s,o("span",{class:"number",children:n(r)})]},r||"all");return o("div",{class:"segments wrap",role:"group","aria-label":a("activity.filter"),"data-rest":!0,tabIndex:-1,children:[i("",a("activity.all")),Jo.filter(r=>n(r)>0||r===this.filter).map(r=>i(r,a(`state.${r}`)))]})}async more(e){if(!this.busy){this.busy=!0,this.problem=void 0,this.update();try{let n=this.next??(await e.calls.listExports()).next;if(n){let i=await e.calls.listExports({cursor:n});for(let r of i.exports)e.put(r);this.next=i.next}else this.next=null}catch(n){this.problem=R(n)}this.busy=!1,this.update()}}};function Ho({entry:t,books:e}){let n=e.setup.describe?.(t.match_id),i=n?.person??t.match_id,r=t.attempts??[],s=[n?.job,t.origin&&a(`origin.${t.origin}`),t.updated_at&&V(t.updated_at)];return o("article",{class:"card entry","aria-label":i,children:[o("div",{class:"head",children:[o("h2",{children:i}),o(ye,{entry:t})]}),o("p",{class:"facts",children:s.filter(Boolean).join(" · ")}),o("p",{children:t.sentence}),t.hint&&o("p",{class:"hint",children:t.hint}),r.length>0&&o("details",{children:[o("summary",{children:a("activity.attempts",{n:r.length})}),o("ol",{class:"attempts","aria-label":`${a("activity.attempts",{n:r.length})}: ${i}`,children:r.map(c=>o("li",{children:o(Vo,{attempt:c})},c.at))})]})]})}function Vo({attempt:t}){let e=t.seconds<1?a("attempt.short"):a("attempt.seconds",{n:Math.round(t.seconds)}),n=(t.fields??[]).map(i=>j("detail",i)).join(", ");return o(_,{children:[o("strong",{children:j("outcome",t.outcome)}),o("span",{children:V(t.at)}),n&&o("span",{children:a("export.fields",{fields:n})}),o("span",{children:[a("attempt.took"),": ",e]}),t.document!=="none"&&o("span",{children:[a("attempt.document"),": ",j("attachment",t.document)]}),t.trace_id&&o("span",{class:"small",children:[a("attempt.support"),": ",o("code",{children:t.trace_id.slice(0,8)})]})]})}W("personio-activity",Ke);var Y=class{constructor(e,n=()=>{}){this.owner=e;this.failed=n}owner;failed;busy=!1;problem;async run(e){if(!this.busy){this.busy=!0,this.problem=void 0,this.owner.update();try{await e()}catch(n){this.problem=R(n),this.failed()}this.busy=!1,this.owner.update()}}};function Ze(t,e){let n=String(e.connection?.channel_id??""),i=new Y(t,()=>K("[aria-invalid], .note.bad")),r=s=>(s.preventDefault(),i.run(async()=>{e.settle(await e.calls.settleConnection({channel_id:n.trim()||null})),t.say("personio-told",{text:a("saved")}),t.say("personio-changed",{what:"connection"}),e.refresh(),await E(t)}));D(t,{title:()=>a("channel.title"),body:()=>{let s=i.problem?.field==="channel_id"?i.problem:void 0;return o("form",{noValidate:!0,onSubmit:c=>{r(c)},children:[o("p",{children:a("channel.text")}),o(X,{name:"channel_id",label:a("connect.channel"),help:a("connect.channel.help"),problem:s,control:c=>o("input",{type:"text",inputmode:"numeric",autocomplete:"off",...c,value:n,onInput:l=>{n=l.currentTarget.value},"data-first":!0})}),!s&&o(S,{problem:i.problem}),o("div",{class:"popup-foot",children:[o(h,{label:a("cancel"),does:()=>{E(t)}}),o(h,{label:a("save"),kind:"primary",symbol:"check",busy:i.busy,submits:!0})]})]})}})}var Ye={personio_company_id:"company",access_token:"token","client.id":"clientId","client.secret":"clientSecret",channel_id:"channel"},Go=/(?:client|api|access|company)[_ -]?(?:id|secret|token)|bearer\s/gi,Ko=/^(?:papi-)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,Zo=t=>t.replace(Go," ").split(/[\s:,;|&={}"']+/).filter(Boolean);function Mn(t,e,n){let i=Zo(t[e]),r=n==="access_token"?"token":n.startsWith("client")?"client":t.kind;if(n==="client"){let l=i.find(g=>Ko.test(g))??i[0]??"",d=i.find(g=>g!==l)??"";return{...t,[e]:"",kind:r,clientId:l,clientSecret:d}}let s=Ye[n];if(!s)return t;let c=s===e?"":t[s];return{...t,kind:r,[e]:c,[s]:i[0]??""}}var Yo={1:["url"],2:[],3:[],done:[]},Qo={token:["personio_company_id","access_token","channel_id"],client:["personio_company_id","client.id","client.secret","channel_id"]},Xo=["careers_url_invalid","careers_url_not_personio","board_not_found","feed_switched_off","left_personio","feed_unreadable"];function fe(t,e,{replacing:n=!1}={}){let i=e.connection,r={url:i?.careers_url??"",company:i?.personio_company_id??"",kind:i?.kind??"token",token:"",clientId:"",clientSecret:"",channel:String(i?.channel_id??"")},s=n?3:1,c,l=new Y(t,()=>K("[aria-invalid], .note.bad"));function d(v){s=v,l.problem=void 0,t.update(),K()}let g=()=>l.run(async()=>{c=await e.calls.resolveBoard(r.url),d(2)}),u=()=>l.run(async()=>{let v=await e.calls.connectPersonio({url:r.url,personio_company_id:r.company.trim(),channel_id:r.channel.trim()||null,...r.kind==="token"?{access_token:r.token}:{client:{id:r.clientId,secret:r.clientSecret}}});r.token=r.clientSecret="",e.settle(v),t.say("personio-changed",{what:"connection"}),e.refresh(),d("done")}),m=v=>({spellcheck:!1,autocapitalize:"off",autocomplete:"off",value:r[v],onInput:T=>{r[v]=T.target.value}}),f=v=>l.problem?.field===v?l.problem:void 0;function p({field:v,belongsTo:T}){let M=Ye[v??""];return!M||!T?null:o(h,{label:a("connect.carry",{field:a(`connect.carry.${T}`)}),kind:"small",symbol:"arrow",does:()=>{Object.assign(r,Mn(r,M,T)),l.problem=void 0,t.update(),K(`[name="${T==="client"?"client.id":T}"]`)}})}let x=(v,T,M,ie)=>o(X,{name:v,label:T,help:ie,problem:f(v),remedy:l.problem&&p(l.problem),control:H=>o("input",{type:"text",...H,...m(Ye[v]),...M})},v);function C(){let v=s===3?Qo[r.kind]:Yo[s];if(!l.problem||v.includes(l.problem.field??""))return null;let T=s===3&&!n&&Xo.includes(l.problem.code);return o(S,{problem:l.problem,children:T&&o(h,{label:a("connect.back_to_page"),does:()=>d(1),kind:"small",symbol:"back"})})}let b=v=>T=>{T.preventDefault(),v()},k=()=>o("form",{noValidate:!0,onSubmit:b(g),children:[o("p",{children:a("connect.page.text")}),o(X,{name:"url",label:a("connect.page.label"),help:a("connect.page.help"),problem:f("url"),control:v=>o("input",{type:"text",inputmode:"url",placeholder:"acme.jobs.personio.de",...v,...m("url"),"data-first":!0})}),C(),o("div",{class:"popup-foot",children:[o(h,{label:a("cancel"),does:()=>{E(t)}}),o(h,{label:a("next"),kind:"primary",symbol:"arrow",busy:l.busy,submits:!0})]})]},"page"),y=v=>o("div",{class:"step",children:[o("h3",{tabIndex:-1,class:"question","data-first":!0,children:a("connect.company.title")}),o("div",{class:"board",children:[o("p",{class:"board-address",children:o(oe,{address:v.careers_url,label:v.careers_url.replace("https://","")})}),o("p",{children:[o("strong",{children:O("connect.company.positions",v.positions)}),v.languages.length>0&&` · ${v.languages.map(ne).join(", ")}`]}),o("ul",{children:v.titles.map(T=>o("li",{children:T},T))}),v.subcompanies.length>0&&o("p",{class:"small",children:v.subcompanies.join(" · ")})]}),o("div",{class:"popup-foot",children:[o(h,{label:a("connect.company.no"),does:()=>d(1),symbol:"back"}),o(h,{label:a("connect.company.yes"),does:()=>d(3),kind:"primary",symbol:"check"})]})]},"company");function A(){let v=c?.credentials_url??`https://${e.connection?.slug}.app.personio.com/configuration/marketplace/connected`,T=e.setup.credentialsHint?.();return o("form",{noValidate:!0,autocomplete:"off",onSubmit:b(u),children:[o("p",{children:[a(`connect.credentials.text.${r.kind}`)," ",o(oe,{address:v,label:a("connect.credentials.link")})]}),o("p",{class:"help",children:[a(`connect.credentials.where.${r.kind}`),T].filter(Boolean).join(" ")}),o(ti,{address:v,name:e.setup.name??"",kind:r.kind}),x("personio_company_id",a("connection.company_id"),{inputmode:"numeric","data-first":!0}),o("fieldset",{class:"kinds",children:[o("legend",{children:a("connect.kind")}),["token","client"].map(M=>o("label",{class:"check",children:[o("input",{type:"radio",name:"kind",value:M,checked:r.kind===M,"aria-describedby":`kind-${M}-help`,onChange:()=>{r.kind=M,l.problem=void 0,t.update()}}),o("span",{children:a(`connect.kind.${M}`)}),o("span",{id:`kind-${M}-help`,class:"help",children:a(`connect.kind.${M}.help`)})]},M))]}),r.kind==="token"?x("access_token",a("connect.token"),{type:"password"},a("connect.token.help")):o(_,{children:[x("client.id",a("connect.client.id"),{}),x("client.secret",a("connect.client.secret"),{type:"password"},a("connect.token.help"))]}),x("channel_id",a("connect.channel"),{inputmode:"numeric"},a("connect.channel.help")),C(),o("div",{class:"popup-foot",children:[n?o(h,{label:a("cancel"),does:()=>{E(t)}},"cancel"):o(h,{label:a("back"),does:()=>d(2),symbol:"back"},"back"),o(h,{label:a("done"),kind:"primary",symbol:"check",busy:l.busy,submits:!0})]})]},"credentials")}let w=()=>o("div",{class:"done",children:[o("span",{class:`done-symbol${n?"":" celebrated"}`,children:o($,{name:"check"})}),o("h3",{tabIndex:-1,class:"question","data-first":!0,children:a(n?"connect.replaced.title":"connect.done.title")}),o("p",{children:a(n?"connect.replaced.text":"connect.done.text")}),e.connection?.channel_refused&&o(P,{tone:"warn",title:a("notice.channel"),text:a("notice.channel.text")}),o("div",{class:"popup-foot",children:[o(h,{label:a("close"),does:()=>{E(t)},kind:n?"primary":"plain"}),!n&&o(h,{label:a("import.action"),kind:"primary",symbol:"bag",does:()=>{E(t).then(()=>t.say("personio-go",{to:"positions"}))}})]})]},"done");function N(){return s==="done"?w():o(_,{children:[!n&&o(ei,{now:s}),s===1&&k(),s===2&&y(c),s===3&&A()]})}D(t,{title:()=>a(n?"connection.replace":"connect.title"),body:N})}var ei=({now:t})=>o("ol",{class:"steps","aria-label":a("connect.steps"),children:[1,2,3].map(e=>o("li",{class:e<t?"past":e===t?"now":"","aria-current":e===t?"step":void 0,children:[o("span",{class:"step-number","aria-hidden":"true",children:e<t?o($,{name:"check"}):e}),o("span",{children:a(`connect.step.${e}`)})]},e))});function ti({address:t,name:e,kind:n}){let i=a(`connect.colleague.message.${n}`,{address:t,name:e}),r=`mailto:?subject=${encodeURIComponent(a("connect.colleague.subject"))}&body=${encodeURIComponent(i)}`;return o("details",{class:"colleague",children:[o("summary",{children:a("connect.colleague")}),o("textarea",{readOnly:!0,rows:8,"aria-label":a("connect.colleague.label"),value:i}),o("div",{class:"actions",children:[o(Ve,{text:i,label:a("copy")}),o("a",{class:"button quiet small",href:r,children:[o($,{name:"send"}),o("span",{children:a("connect.colleague.mail")})]})]})]})}function Dn(t,e){let n=new Y(t),i=()=>n.run(async()=>{e.settle(await e.calls.disconnectPersonio()),t.say("personio-told",{text:a("disconnect.done")}),t.say("personio-changed",{what:"connection"}),await E(t)});D(t,{title:()=>a("disconnect.title"),body:()=>o(_,{children:[o("p",{children:a("disconnect.text")}),o(S,{problem:n.problem}),o("div",{class:"popup-foot",children:[o(h,{label:a("cancel"),does:()=>{E(t)},first:!0}),o(h,{label:a("connection.disconnect"),does:()=>{i()},kind:"danger solid",busy:n.busy})]})]})})}var On={connected:["good","check"],paused:["info","pause"],needs_reconnect:["warn","key"],feature_off:["warn","alert"],disconnected:["calm","minus"],none:["calm","minus"]},ni={credentials_refused:"needs_reconnect",token_wrong_kind:"needs_reconnect",client_unknown:"needs_reconnect",client_secret_wrong:"needs_reconnect",client_refused:"needs_reconnect",scope_write_missing:"needs_reconnect",recruiting_feature_off:"feature_off",public_api_off:"feature_off"},Qe=class extends L{pausing=!1;busy;problem;good=!1;since;begin(){this.problem=void 0,this.good=!1}view(e){let{connection:n}=e;if(!n)return e.trouble?o(S,{problem:e.trouble}):o(Z,{rows:2});this.since!==n.state&&(this.since=n.state,this.busy||this.begin());let i=this.problem&&ni[this.problem.code],r=i??(n.state==="connected"&&n.paused?"paused":n.state);return o("section",{class:"card integration","aria-labelledby":"title",children:[o("div",{class:"integration-head",children:[o("span",{class:"app-logo","aria-hidden":"true",children:"P"}),o("div",{class:"integration-title",children:[o("h2",{id:"title",tabIndex:-1,"data-rest":!0,children:"Personio"}),o("p",{children:a("connection.lead")})]}),o(U,{tone:On[r][0],symbol:On[r][1],label:a(`connection.${r}`)})]}),e.connected?this.details(e,n,i):this.add(e,n)]})}add(e,{state:n}){return o("div",{class:"integration-body",children:[n==="disconnected"&&o("p",{children:a("connection.was")}),o("ul",{class:"benefits",children:["import","export","safe"].map(i=>o("li",{children:a(`connection.benefit.${i}`)},i))}),e.setup.admin?o(h,{label:a("add"),does:()=>fe(this,e),kind:"primary",symbol:"plus"}):o(P,{tone:"info",title:a("admin_only"),text:ee(e)})]})}details(e,n,i){let r=i??n.state,s=i&&i!==n.state?this.problem:void 0,{admin:c}=e.setup;return o("div",{class:"integration-body",children:[n.feed?.problem&&o(P,{tone:"warn",title:n.feed.sentence,text:n.feed.hint}),(r==="needs_reconnect"||r==="feature_off")&&o(P,{tone:"warn",title:s?.title??a(`connection.${r}`),text:s?s.code==="scope_write_missing"?s.hint:a(`connection.found.${r}`):n.sentence,loud:this.problem!==void 0,children:[o("p",{class:"hint",children:c?a(`connection.${r}.next`):ee(e)}),n.next_probe_at&&o("p",{class:"small",children:a("connection.next_check",{when:V(n.next_probe_at)})})]}),n.channel_refused&&o(P,{tone:"info",title:a("notice.channel"),text:a("notice.channel.text")}),o("dl",{class:"facts-list",children:[o(de,{name:a("connection.page"),children:n.careers_url&&o(oe,{address:n.careers_url,label:n.careers_url.replace("https://","")})}),o(de,{name:a("connection.company_id"),children:n.personio_company_id}),o(de,{name:a(`connection.${n.kind??"token"}`),children:n.token_tail?`•••• •••• ${n.token_tail}`:"••••••••"}),n.kind==="client"&&o(de,{name:a("connection.scopes"),children:a(`connection.scopes.${n.reads?"both":"write"}`)}),o(de,{name:a("connection.account"),children:a(`connection.account.${n.account_proven?"proven":n.kind??"token"}`)}),o(de,{name:a("connection.channel"),children:n.channel_id?[n.channel_id,n.channel_refused&&a("connection.channel_refused")].filter(Boolean).join(" · "):a("connection.no_channel")}),o(de,{name:a("connection.last_success"),children:n.last_success_at?V(n.last_success_at):a("connection.no_success")}),o(de,{name:a("connection.since"),children:n.connected_at&&a("connection.since_by",{day:An(n.connected_at),who:e.setup.nameOf?.(n.connected_by??"")??a("somebody")})})]}),n.hint&&o("details",{class:"colleague",children:[o("summary",{children:a("connection.move")}),o("p",{children:n.hint})]}),this.good&&o(P,{tone:"good",title:a("connection.test.good")}),!i&&o(S,{problem:this.problem}),c?this.controls(e,n,r):o(P,{tone:"info",title:a("admin_only"),text:ee(e)})]})}controls(e,n,i){let{calls:r}=e;return o(_,{children:[o("div",{class:"settle",children:[o("label",{for:"language",children:a("connection.language")}),o("select",{id:"language",onChange:s=>{let c=s.currentTarget.value;this.run("language",e,()=>r.settleConnection({language:c}))},children:o(He,{chosen:n.language})}),o("label",{class:"check",children:[o("input",{type:"checkbox",checked:this.busy==="pause"?this.pausing:n.paused??!1,onChange:s=>{let c=s.currentTarget.checked;this.pausing=c,this.run("pause",e,()=>r.settleConnection({paused:c}))}}),o("span",{children:a("connection.pause")})]})]}),o("div",{class:"actions",children:[o(h,{label:a("connection.test"),symbol:"bolt",kind:i==="feature_off"?"primary":"plain",busy:this.busy==="test",does:()=>{this.run("test",e,()=>r.testConnection())}},"test"),o(h,{label:a("connection.replace"),symbol:"key",kind:i==="needs_reconnect"?"primary":"plain",does:()=>fe(this,e,{replacing:!0})},"replace"),o(h,{label:a("channel.change"),symbol:"list",kind:n.channel_refused?"primary":"plain",does:()=>Ze(this,e)},"channel"),o(h,{label:a("connection.disconnect"),symbol:"close",kind:"danger",does:()=>Dn(this,e)},"disconnect")]})]})}async run(e,n,i){if(!this.busy){this.busy=e,this.problem=void 0,this.good=!1,this.update();try{let r=await i();this.since=r.state,n.settle(r),e==="test"?this.good=!0:this.say("personio-told",{text:a("saved")})}catch(r){this.problem=R(r)}this.say("personio-changed",{what:"connection"}),await n.refresh(),this.since=n.connection?.state,this.busy=void 0,this.update()}}},de=({name:t,children:e})=>o("div",{children:[o("dt",{children:t}),o("dd",{children:e})]});W("personio-connection",Qe);function pe(t,e,n){let i,r=new Y(t),s=n.position?String(n.position):"";async function c(){r.problem=void 0;try{i=await e.calls.listPositions(e.connection?.language?{language:e.connection.language}:{})}catch(g){r.problem=R(g)}t.update(),K()}async function l(g){g.preventDefault(),s&&await r.run(async()=>{let m=(await e.calls.linkJob(n.job,Number(s))).matches_following??0;await zn(t,e,m?O("link.done.following",m):a("link.done"),n.job)})}function d(){let g=(i?.positions??[]).filter(({imported:u,position_id:m})=>!u&&m!==n.instead);return!i&&!r.problem?o(Z,{rows:1}):i?g.length===0?o(_,{children:[o(ce,{symbol:"link",title:a("link.none"),text:a("link.none.text")}),o("div",{class:"popup-foot",children:o(h,{label:a("close"),does:()=>{E(t)},kind:"primary",first:!0})})]}):o("form",{onSubmit:u=>{l(u)},noValidate:!0,children:[o("p",{children:n.title?a("link.text",{title:n.title}):a("link.text.untitled")}),o(X,{name:"position_id",label:a("link.position"),problem:r.problem?.field==="position_id"?r.problem:void 0,control:u=>o("select",{...u,"data-first":!0,onChange:m=>{s=m.currentTarget.value,t.update()},children:[o("option",{value:"",selected:s==="",children:a("ad.choose")}),g.map(({position_id:m,title:f,offices:p})=>o("option",{value:String(m),selected:String(m)===s,children:[f,p[0],m].filter(Boolean).join(" · ")},m))]})}),r.problem&&r.problem.field!=="position_id"&&o(S,{problem:r.problem}),o("div",{class:"popup-foot",children:[o(h,{label:a("cancel"),does:()=>{E(t)}}),o(h,{label:a("export.link"),kind:"primary",symbol:"link",busy:r.busy,disabled:!s,submits:!0})]})]}):o(S,{problem:r.problem,children:o(h,{label:a("reload"),does:()=>{c()},kind:"small",symbol:"refresh"})})}D(t,{title:()=>a(n.instead?"export.relink":"export.link"),body:d}),c()}function Bn(t,e,{job:n,title:i}){let r=new Y(t),s=()=>r.run(async()=>{await e.calls.unlinkJob(n),await zn(t,e,a("ad.unlinked.done"),n)});D(t,{title:()=>a("ad.unlink.title"),body:()=>o(_,{children:[o("p",{children:a("ad.unlink.text",{title:i??""})}),o(S,{problem:r.problem}),o("div",{class:"popup-foot",children:[o(h,{label:a("cancel"),does:()=>{E(t)},first:!0}),o(h,{label:a("export.unlink"),does:()=>{s()},kind:"danger solid",busy:r.busy})]})]})})}async function zn(t,e,n,i){t.say("personio-told",{text:n}),t.say("personio-changed",{what:"ad",job:i}),e.adsChanged(),e.refresh(),await E(t)}var Ee=class{constructor(e,n,i,r=!1){this.owner=e;this.books=n;this.match=i;this.closed=r}owner;books;match;closed;shown;problem;asked=!1;view(){if(this.asked||this.fetch(),this.problem)return o(S,{problem:this.problem});if(!this.shown)return o(Z,{rows:2});let{would_send:e,document:n,export:i}=this.shown;return o(_,{children:[!e&&o(P,{tone:"info",title:a("preview.would_not_send"),text:i?.sentence}),e&&this.closed&&o(P,{tone:"warn",title:a("preview.closed"),text:a("preview.closed.text")}),e&&!this.closed&&o(P,{tone:"info",title:a("preview.would_send"),text:a("preview.would_send.text")}),n&&o(Ot,{document:n})]})}async fetch(){this.asked=!0;try{this.shown=await this.books.calls.previewExport(this.match)}catch(e){this.problem=R(e)}this.owner.update()}};function $n(t,e,n,i,r){let s=new Ee(t,e,n,r);D(t,{title:()=>a("preview.title",{name:i}),body:()=>s.view()})}var oi="custom_attribute_";function Ot({document:t}){let{attributes:e=[],message:n,tags:i=[],files:r=[],phase:s,...c}=t,l=[...Object.entries(c),...e.map(({id:d,value:g})=>[d,g]),["files",r.map(({original_filename:d})=>d).join(", ")],["phase",s&&(s.type==="system"?j("phase",String(s.id)):s.id)],["tags",i.join(", ")]];return o("dl",{class:"document",children:[l.filter(([,d])=>d!=null&&d!=="").map(([d,g])=>o("div",{children:[o("dt",{children:d.startsWith(oi)?d:j("detail",d)}),o("dd",{children:String(g)})]},d)),n&&o("div",{class:"whole",children:[o("dt",{children:a("detail.message")}),o("dd",{class:"message",children:n})]})]})}var Xe=class extends L{static observedAttributes=["match","person","ad-title","succeeded-at","position-closed"];working;problem;begin(e){this.problem=void 0,e.want(this.match)}get match(){return this.getAttribute("match")??""}set match(e){this.setAttribute("match",e)}get called(){return this.getAttribute("person")??this.match}view(e){e.want(this.match);let n=e.exports.get(this.match),i=n&&n.state!=="none"?n:void 0;if(!e.connection||!i&&!e.connected)return null;let r=i!==void 0&&Dt(i,e);return o("div",{class:"export",children:[o("div",{class:"outcome","aria-live":"polite",children:[o("div",{class:"outcome-head",children:[o("p",{"data-rest":!0,tabIndex:-1,children:i?r?a("export.resuming"):i.sentence:this.beforehand(e)}),o(ye,{entry:r?{...n,state:"queued",code:"retry"}:n})]}),i&&o(ri,{entry:i,books:e})]}),o(S,{problem:this.problem}),o("div",{class:"actions",children:this.actions(e,n)})]})}beforehand(e){let n=this.getAttribute("succeeded-at"),i=n!==null&&(e.connection?.connected_at??"")>n;return a(i?"export.older":"export.coming")}actions(e,n){let i=jn(n??ii,e),[r,s]=i?Rn[i]:[],c=i!==void 0&&i!=="retry"&&i!=="export"&&n?.can_retry,l=i&&!["retry","export","resume","check","credentials","connect","rules"].includes(i);return o(_,{children:[i&&r&&o(h,{label:a(r),about:this.called,kind:"primary small",symbol:s,busy:this.working===i,does:()=>this.mend(i,e,n)},i),c&&l&&i!=="link"&&o(h,{label:a("export.retry"),about:this.called,kind:"small",symbol:"send",busy:this.working==="retry",does:()=>this.mend("retry",e,n)},"retry"),e.connected&&o(h,{label:a("preview"),about:this.called,kind:"small",symbol:"list",does:()=>$n(this,e,this.match,this.called,this.hasAttribute("position-closed"))},"preview"),n&&e.connected&&(n.can_again||Se.includes(n.state))&&o(h,{label:a("export.again"),about:this.called,kind:"quiet small",symbol:"refresh",does:()=>this.askAgain(e)},"again"),n&&Ge.includes(n.state)&&o(h,{label:a("export.cancel"),about:this.called,kind:"quiet small",symbol:"close",busy:this.working==="cancel",does:()=>{this.work("cancel",()=>e.calls.cancelExport(this.match),e)}},"cancel")]})}mend(e,n,i){let{calls:r}=n,s=i?.job_id??"",c=this.getAttribute("ad-title")??void 0;switch(e){case"export":case"retry":return void this.work(e,()=>r.exportMatch(this.match),n);case"link":return pe(this,n,{job:s,title:c});case"relink":return pe(this,n,{job:s,title:c,instead:i?.position_id});case"ask":return this.askPerson(i);case"resume":return void this.work(e,async()=>n.settle(await r.settleConnection({paused:!1})),n);case"check":return void this.work(e,async()=>n.settle(await r.testConnection()),n);case"credentials":return fe(this,n,{replacing:!0});case"connect":return this.say("personio-go",{to:"connection"});case"rules":return this.say("personio-go",{to:"rules",attribute:i?.fields?.[0]?.split(".").at(-1)})}}async work(e,n,i){if(!this.working){this.working=e,this.problem=void 0,this.update();try{let r=await n();r?i.put(r):await i.refresh(),this.say("personio-changed",{what:"export",match:this.match})}catch(r){let s=R(r);s.code==="export_again_needed"?this.askAgain(i,s):this.problem=s}this.working=void 0,this.update()}}askAgain(e,n){D(this,{title:()=>a("export.again.title"),body:()=>o(_,{children:[n&&o("p",{children:n.detail}),o("p",{children:n?.hint||a("export.again.text")}),o("div",{class:"popup-foot",children:[o(h,{label:a("cancel"),does:()=>{E(this)},first:!0}),o(h,{label:a("export.again.yes"),kind:"primary",symbol:"refresh",busy:this.working==="again",does:()=>{this.work("again",()=>e.calls.exportMatch(this.match,{again:!0}),e).then(()=>E(this))}})]})]})})}askPerson(e){let n=e?.fields?.map(r=>j("detail",r)).join(", ")||a("export.ask.profile"),i=a("export.ask.message",{name:this.called.split(" ")[0],fields:n});D(this,{title:()=>a("export.ask.title",{name:this.called}),body:()=>o(_,{children:[o("p",{children:a("export.ask.text")}),o("textarea",{readOnly:!0,rows:9,"aria-label":a("export.ask.label"),value:i,"data-first":!0}),o("div",{class:"popup-foot",children:[o(Ve,{text:i,label:a("copy")}),o(h,{label:a("done"),kind:"primary",does:()=>{E(this)}})]})]})})}},ii={match_id:"",state:"none",sentence:""};function ri({entry:t,books:e}){let n=t.by?e.setup.nameOf?.(t.by)??a("somebody"):a("automatic"),i=Date.now()+2e3,r=t.state==="waiting"&&t.code!=="outage"&&!Dt(t,e),s=t.due_at&&!r&&["queued","waiting"].includes(t.state)&&Date.parse(t.due_at)>i,c=e.connection?.careers_url;return o(_,{children:[t.hint&&o("p",{class:"hint",children:t.hint}),t.fields&&t.fields.length>0&&o("p",{class:"hint",children:a("export.fields",{fields:t.fields.map(l=>j("detail",l)).join(", ")})}),Nn(t,e)&&o("p",{class:"hint",children:ee(e)}),o("p",{class:"small facts",children:[o("span",{children:a("export.when",{when:V(t.exported_at??t.updated_at??""),who:n})}),t.who&&o("span",{children:a("export.turn",{who:j("turn",t.who)})}),s&&o("span",{children:a("export.next",{when:V(t.due_at)})}),t.taken_back_at&&o("span",{children:a("export.taken_back")}),c&&t.position_id&&o(oe,{address:`${c}/job/${t.position_id}`,label:a("export.ad",{id:t.position_id})})]})]})}W("personio-export",Xe);var si=[...Se,"cancelled","needs_action","waiting"],et=class extends L{successful=[];view(e){return e.connected?o(h,{label:a("export_all"),kind:"primary",symbol:"send",does:()=>this.open(e)}):null}open(e){let n=b=>e.exports.get(b)?.state??"none",i=this.successful.filter(b=>n(b)==="none"),r=new Map,s=new Set,c=!1,l=!1,d,g=async()=>{if(!l){l=!0,d=void 0,this.update();try{e.backFill=await e.calls.backFill(),c=!0,this.say("personio-changed",{what:"export"}),e.refresh()}catch(b){d=R(b)}l=!1,this.update()}},u=b=>(r.has(b)||r.set(b,new Ee(this,e,b,m(b).closed)),r.get(b)),m=b=>{let{person:k,job:y,closed:A}=e.setup.describe?.(b)??{};return{person:k??b,job:y??"",closed:A??!1}},f=()=>{let b=i.map(m).filter(y=>y.closed);if(b.length===0)return null;let k=[...new Set(b.map(({job:y})=>y))].filter(Boolean);return o(P,{tone:"warn",title:O("export_all.closed",b.length),text:[Ct(k.map(y=>a("quoted",{text:y}))),a("preview.closed.text")].filter(Boolean).join(": ")})},p=()=>o(_,{children:[o("p",{class:"lead",children:O("export_all.lead",i.length)}),f(),o("ul",{class:"rows",children:i.map(b=>o("li",{children:o("details",{onToggle:k=>{s[k.currentTarget.open?"add":"delete"](b),this.update()},children:[o("summary",{children:[o("span",{class:"row-title",children:[o("strong",{children:m(b).person}),o("span",{children:m(b).job})]}),m(b).closed&&o(U,{tone:"bad",symbol:"minus",label:a("positions.closed")}),o("span",{class:"row-more",children:a("preview")})]}),s.has(b)&&o("div",{class:"row-body",children:u(b).view()})]})},b))}),o(S,{problem:d}),!e.setup.admin&&o(P,{tone:"info",title:a("export_all.admin_only"),text:a("export_all.admin_only.text")}),o("div",{class:"popup-foot",children:[o(h,{label:a("cancel"),does:()=>{E(this)}},"cancel"),e.setup.admin&&o(h,{label:O("export_all.go",i.length),kind:"primary",symbol:"send",busy:l,does:()=>{g()}},"go")]})]}),x=()=>{let b=i.filter(y=>si.includes(n(y))),k=b.length===i.length;return o(_,{children:[o("p",{class:"lead",id:"progress",role:"status",children:k?a("export_all.over",{all:i.length,result:ai(i.map(n))}):a("export_all.progress",{done:b.length,all:i.length})}),o("progress",{max:i.length,value:b.length,"aria-labelledby":"progress"}),o("p",{class:"small",children:a("export_all.pace")}),o("ul",{class:"rows",children:i.map(y=>o("li",{class:"row",children:[o("span",{class:"row-title",children:[o("strong",{children:m(y).person}),o("span",{children:e.exports.get(y)?.sentence??a("export_all.next")})]}),o(ye,{entry:e.exports.get(y)})]},y))}),o("div",{class:"popup-foot",children:o(h,{label:a("close"),does:()=>{E(this)},kind:k?"primary":"plain"})})]})},C=()=>o(_,{children:[o(P,{tone:"info",title:a("export_all.nothing"),text:a("export_all.nothing.text")}),o("div",{class:"popup-foot",children:o(h,{label:a("close"),does:()=>{E(this)},kind:"primary",first:!0})})]});D(this,{title:()=>a("export_all"),wide:!0,body:()=>i.length===0?C():c?x():p()})}};function ai(t){let e=(...l)=>t.filter(d=>l.includes(d)).length,[n,i,r]=[e(...Se),e("needs_action"),e("waiting")],s=e("cancelled"),c=[n>0&&a("export_all.in_personio",{n}),i>0&&O("export_all.needs_action",i),r>0&&O("export_all.waiting",r),s>0&&a("export_all.cancelled",{n:s})];return Ct(c.filter(l=>l!==!1))}W("personio-export-all",et);var Ln=["yearly","monthly","weekly","daily","hourly"],Bt=["EUR","CHF","GBP","USD","PLN","SEK","DKK","CZK"],tt=(t,e)=>({min:t?.min??"",max:t?.max??"",currency:t?.currency??"EUR",period:t?.period&&Ln.includes(t.period)?t.period:e??""}),$t=({min:t,max:e})=>!!(t.trim()||e.trim());function zt(t){let e=t.trim();return/^\d{1,3}(?:[.,'\u2019 \u00a0\u202f]\d{3})+$/.test(e)?e.replace(/\D/g,""):/^\d{1,9}(?:[.,]\d{1,2})?$/.test(e)?e.replace(",","."):null}function Lt(t){for(let i of["min","max"])if(t[i].trim()&&zt(t[i])===null)return{wrong:{field:`salary.${i}`,text:a("salary.not_a_number",{value:t[i].trim()})}};let[e,n]=[t.min.trim()?zt(t.min):null,t.max.trim()?zt(t.max):null];return e&&n&&Number(e)>Number(n)?{wrong:{field:"salary.max",text:a("salary.turned")}}:t.period?{pay:{min:e,max:n,currency:t.currency,period:t.period}}:{wrong:{field:"salary.period",text:a("ad.choose")}}}var Fn=({field:t,text:e})=>new J({code:"detail_invalid",title:a("salary.wrong"),detail:e,hint:"",retryable:!1,status:0,field:`details.${t}`});function Wn({pay:t,help:e,at:n,changed:i}){let r=d=>o(X,{name:`salary.${d}`,label:a(`salary.${d}`),problem:n(`salary.${d}`),control:g=>o("input",{...g,type:"text",inputmode:"decimal",autocomplete:"off",value:t[d],onInput:u=>{t[d]=u.currentTarget.value,i()}})}),s=(d,g,u)=>o(X,{name:`salary.${d}`,label:a(`salary.${d}`),problem:n(`salary.${d}`),control:m=>o("select",{...m,onChange:f=>{t[d]=f.currentTarget.value,i()},children:[d==="period"&&o("option",{value:"",selected:t.period==="",children:a("ad.choose")}),g.map(f=>o("option",{value:f,selected:f===t[d],children:u(f)},f))]})}),c=$t(t)?Lt(t):void 0,l=Bt.includes(t.currency)?Bt:[t.currency,...Bt];return o("fieldset",{class:"pay",children:[o("legend",{children:a("detail.salary")}),o("div",{class:"pay-fields",children:[r("min"),r("max"),s("currency",l,d=>d),s("period",Ln,d=>a(`period.${d}`))]}),o("p",{class:"help",children:[e,a("salary.help")].filter(Boolean).join(" ")}),o("p",{class:"echo",role:"status",children:c&&"pay"in c?a("salary.echo",{salary:Je(c.pay)}):""})]})}var qn=["skills","locations"],Ft=["salary","salary.currency","salary.period"];function nt(t,e,n,{fresh:i=!1,pay:r=!1}={}){let s=n,c={},l=Un(s),d=new Y(t,()=>K("[aria-invalid], .note.bad")),g=i?"imported":"",u=Object.keys(s.changed??{}),m=new Set(u);function f(w){t.say("personio-told",{text:w}),t.say("personio-changed",{what:"ad",job:s.job_id}),e.adsChanged()}let p=w=>(w.preventDefault(),d.run(async()=>{let N=Object.fromEntries(Object.entries(c).filter(([,v])=>v.trim()).map(([v,T])=>[v,qn.includes(v)?li(T):T.trim()]));if(l&&$t(l)){let v=Lt(l);if("wrong"in v)throw Fn(v.wrong);N.salary=v.pay}if(s=await e.calls.completeJob(s.job_id,N),f(s.missing.length?O("ad.missing",s.missing.length):a("ad.created",{title:s.title})),s.missing.length===0)return E(t);c={},l=Un(s),g="missing",K(".field input, .field select, .field textarea")})),x=()=>d.run(async()=>{let w=u.filter(v=>m.has(v)),N=u.filter(v=>!m.has(v));await e.calls.answerChanges(s.job_id,{take_over:w,ignore:N}),f(a("saved")),await E(t)}),C=w=>d.problem?.field===`details.${w}`?d.problem:void 0,b=()=>s.missing.filter(({field:w})=>!Ft.includes(w)),k=()=>b().some(({field:w})=>C(w))||["salary.min","salary.max","salary.currency","salary.period"].some(w=>C(w));function y(){let w=s.missing.filter(({field:N})=>Ft.includes(N));return o("form",{onSubmit:N=>{p(N)},noValidate:!0,children:[s.missing.length>0&&o("h3",{children:a("ad.missing.title")}),b().map(N=>o(X,{name:N.field,label:j("detail",N.field),help:pi(N,s),problem:C(N.field),control:v=>o(di,{part:N,values:c,props:v})},N.field)),l&&o(Wn,{pay:l,help:w[0]&&Jn(w[0],s),at:C,changed:()=>t.update()}),d.problem&&!k()&&o(S,{problem:d.problem}),o("div",{class:"popup-foot",children:[o(h,{label:a(s.missing.length>0?"ad.later":"cancel"),does:()=>{E(t)}}),o(h,{label:a(i?"ad.create":"save"),kind:"primary",symbol:"check",busy:d.busy,submits:!0})]})]})}function A(){let w=s.missing.length>0||l!==void 0;return o(_,{children:[g!==""&&o(ci,{ad:s,imported:g==="imported"}),u.length>0&&o(hi,{ad:s,changes:u,taken:m,busy:d.busy,answer:()=>{x()}}),w&&y(),o("details",{class:"ad-text",open:!w,children:[o("summary",{children:a("ad.text")}),o(ui,{ad:s}),o("div",{class:"description",children:s.description_text})]}),!w&&o(_,{children:[d.problem&&o(S,{problem:d.problem}),o("div",{class:"popup-foot",children:[o(h,{label:a(s.salary?"ad.pay":"ad.pay.add"),does:()=>{l=tt(s.salary),t.update(),K(".pay input")}}),o(h,{label:a("close"),does:()=>{E(t)},kind:"primary"})]})]})]})}r&&(l??=tt(s.salary)),D(t,{title:()=>s.title,wide:!0,body:A})}function Un(t){let e=t.missing.filter(({field:n})=>Ft.includes(n));if(e.length!==0)return tt(t.salary,e.find(({field:n})=>n==="salary.period")?.suggestion)}var li=t=>t.split(",").map(e=>e.trim()).filter(Boolean),ci=({ad:t,imported:e})=>{let n=t.missing.length,i=n?O("ad.missing",n):a("ad.complete");return o(P,{tone:n?"info":"good",title:e?a("ad.imported"):i,text:e?i:""})};function di({part:{field:t,allowed:e,suggestion:n},values:i,props:r}){let s=t==="language"?"":n??"";i[t]??=s;let c=l=>{i[t]=l.target.value};return e.length>0?o("select",{...r,onInput:c,children:[o("option",{value:"",selected:i[t]==="",children:a("ad.choose")}),e.map(l=>o("option",{value:l,selected:i[t]===l,children:t==="language"?ne(l):j(t,l)},l))]}):t==="description"?o("textarea",{...r,rows:5,value:i[t],onInput:c}):o("input",{...r,type:"text",value:i[t],onInput:c})}function pi(t,e){return[Jn(t,e),t.field==="language"&&a("ad.suggested.language"),t.field!=="language"&&t.suggestion&&a("ad.suggested"),qn.includes(t.field)&&a("ad.commas")].filter(Boolean).join(" ")}function Jn({field:t,why:e},n){let i=t==="salary.period"?n.salary?.period:n[t];return a(`why.${e}`,{value:i??""})}function ui({ad:t}){let e=[["locations",t.locations.join(", ")],["employment_type",ve("employment_type",t.employment_type)],["working_time",ve("working_time",t.working_time)],["seniority",ve("seniority",t.seniority)],["skills",t.skills.join(", ")],["salary",ve("salary",t.salary)],["language",t.language&&ne(t.language)]];return o("dl",{class:"document",children:e.filter(([,n])=>n).map(([n,i])=>o("div",{children:[o("dt",{children:j("detail",n)}),o("dd",{children:i})]},n))})}var hi=({ad:t,changes:e,taken:n,busy:i,answer:r})=>o("section",{class:"changes","aria-labelledby":"changes-title",children:[o("h3",{id:"changes-title",children:a("ad.changed")}),o("p",{children:a("ad.changed.text")}),e.map(s=>o("label",{class:"check",children:[o("input",{type:"checkbox",checked:n.has(s),onChange:c=>n[c.currentTarget.checked?"add":"delete"](s)}),o("span",{class:"change",children:[o("strong",{children:j("detail",s)}),o(mi,{ad:t,name:s})]})]},s)),o("div",{class:"actions",children:o(h,{label:a("ad.changed.answer"),does:r,kind:"primary small",symbol:"check",busy:i})})]});function mi({ad:t,name:e}){let n=t.changed?.[e],[i,r]=[ve(e,n?.from),ve(e,n?.to)];return e==="description"||Math.max(i.length,r.length)>90?o("span",{children:a("ad.changed.long")}):o("span",{children:[o("del",{children:i||"–"}),o("span",{class:"unseen",children:a("ad.changed.becomes")}),o($,{name:"arrow"}),o("ins",{children:r||"–"})]})}function ve(t,e){return e==null?"":Array.isArray(e)?e.join(", "):t==="salary"?Je(e):typeof e=="object"?Object.values(e).filter(n=>n!==null).join(" – "):j(t,String(e))}function Hn(t,e,{job_id:n,title:i}){let r=new Y(t,()=>K(".note.bad")),s=()=>r.run(async()=>{await e.calls.discardJob(n).catch(c=>{if(!(c instanceof J&&c.code==="job_not_found"))throw c}),t.say("personio-told",{text:a("ad.discarded",{title:i})}),t.say("personio-changed",{what:"ad",job:n}),e.adsChanged(),await E(t)});D(t,{title:()=>a("ad.discard.title"),body:()=>o(_,{children:[o("p",{children:a("ad.discard.text",{title:i})}),o(S,{problem:r.problem}),o("div",{class:"popup-foot",children:[o(h,{label:a("cancel"),does:()=>{E(t)},first:!0}),o(h,{label:a("ad.discard.yes"),does:()=>{s()},kind:"danger solid",busy:r.busy})]})]})})}var ot=class extends L{known;get ad(){return this.known}set ad(e){JSON.stringify(e)!==JSON.stringify(this.known)&&(this.known=e,this.update())}view(e){let{ad:n}=this;if(!n)return null;let i=n.position_id!==void 0,r=Object.keys(n.changed??{}).length>0;return o("div",{class:"export",children:[o("div",{class:"chips","data-rest":!0,tabIndex:-1,children:[n.status==="draft"?o(U,{tone:"warn",symbol:"list",label:a("ad.draft")}):o(U,{tone:"good",symbol:"check",label:a("ad.ready")}),n.closed&&o(U,{tone:"bad",symbol:"minus",label:a("positions.closed")}),r&&o(U,{tone:"busy",symbol:"refresh",label:a("positions.changed")}),!i&&o(U,{tone:"calm",symbol:"link",label:a("ad.unlinked")})]}),!i&&o("p",{class:"hint",children:a("ad.unlinked.text")}),i&&n.url&&o("p",{class:"small",children:o(oe,{address:n.url,label:a("export.ad",{id:n.position_id})})}),o("div",{class:"actions",children:this.actions(e,n,i,r)})]})}actions(e,n,i,r){let s={job:n.job_id,title:n.title},c=()=>nt(this,e,n),[l,d,g]=r?["import.changes","refresh","primary small"]:n.missing.length>0?["ad.finish","list","primary small"]:["ad.look","list","small"];return o(_,{children:[o(h,{label:a(l),about:n.title,kind:g,symbol:d,does:c},"look"),!i&&e.connected&&o(h,{label:a("export.link"),about:n.title,kind:"primary small",symbol:"link",does:()=>pe(this,e,s)},"link"),i&&e.connected&&o(h,{label:a("export.relink"),about:n.title,kind:n.closed?"primary small":"quiet small",symbol:"link",does:()=>pe(this,e,{...s,instead:n.position_id})},"relink"),i&&o(h,{label:a("export.unlink"),about:n.title,kind:"quiet small",symbol:"close",does:()=>Bn(this,e,s)},"unlink"),n.imported&&n.status==="draft"&&o(h,{label:a("ad.discard"),about:n.title,kind:"quiet small",symbol:"back",does:()=>Hn(this,e,n)},"discard")]})}};W("personio-job",ot);var st=class extends L{busy=!1;problem;begin(){this.problem=void 0}view(e){let n=e.connected?this.about(e):null;return this.hidden=!n&&!e.trouble&&!this.problem,o("div",{class:"notices",children:[e.trouble&&o(P,{tone:"bad",title:a("notice.trouble"),text:a("notice.trouble.text")}),n,o(S,{problem:this.problem})]})}about(e){let{connection:n,waiting:i,calls:r}=e,{admin:s}=e.setup,c=i?O("waiting",i):a("waiting.none"),l=s?"":ee(e);return n?.state==="needs_reconnect"?o(P,{tone:"warn",title:a("notice.reconnect"),text:rt(c,a("notice.reconnect.text"),l),children:s&&o(it,{children:[o(h,{label:a("connection.replace"),kind:"primary small",symbol:"key",does:()=>fe(this,e,{replacing:!0})}),this.check(e,"small")]})}):n?.state==="feature_off"?o(P,{tone:"warn",title:a("notice.feature_off"),text:rt(c,a("notice.feature_off.text"),l),children:s&&o(it,{children:this.check(e,"primary small")})}):n?.paused?o(P,{tone:"info",title:a("notice.paused"),text:rt(c,l),children:s&&o(it,{children:o(h,{label:a("notice.resume"),kind:"small",symbol:"arrow",busy:this.busy,does:()=>{this.run(e,async()=>e.settle(await r.settleConnection({paused:!1})))}})})}):e.outage?o(P,{tone:"warn",title:a("notice.outage"),text:rt(c,a("notice.outage.text"))}):n?.channel_refused?o(P,{tone:"info",title:a("notice.channel"),text:a("notice.channel.text"),children:s&&o(it,{children:o(h,{label:a("channel.change"),kind:"small",symbol:"list",does:()=>Ze(this,e)})})}):null}check(e,n){return o(h,{label:a("notice.check"),kind:n,symbol:"bolt",busy:this.busy,does:()=>{this.run(e,async()=>e.settle(await e.calls.testConnection()))}})}async run(e,n){if(!this.busy){this.busy=!0,this.problem=void 0,this.update();try{await n(),this.say("personio-changed",{what:"connection"})}catch(i){this.problem=R(i)}await e.refresh(),this.busy=!1,this.update()}}},it=({children:t})=>o("div",{class:"actions",children:t}),rt=(...t)=>t.filter(Boolean).join(" ");W("personio-notice",st);var fi=200,at=class extends L{list;problem;stale;busy=!1;q="";language;importing;chosen=new Map;asked=0;adsVersion=0;typing;begin(e){Object.assign(this,{list:void 0,problem:void 0,q:"",language:void 0,importing:void 0}),this.chosen.clear(),this.adsVersion=e.adsVersion}view(e){return e.connection?e.connected?(this.language??=e.connection.language??"de",this.adsVersion!==e.adsVersion?(this.adsVersion=e.adsVersion,this.fetch(e)):!this.list&&!this.problem&&!this.busy&&this.fetch(e),o("div",{class:"positions",children:[this.controls(e),o(S,{problem:this.problem,children:o(h,{label:a("reload"),does:()=>{this.fetch(e)},kind:"small",symbol:"refresh"})}),this.list?this.found(e,this.list):!this.problem&&o(Z,{rows:5})]})):o(yi,{part:this,books:e}):e.trouble?o(S,{problem:e.trouble}):o(Z,{rows:5})}controls(e){return o("form",{class:"controls",role:"search",onSubmit:n=>n.preventDefault(),children:[o("div",{class:"search",children:[o($,{name:"search"}),o("input",{type:"search","aria-label":a("import.search"),placeholder:a("import.search"),value:this.q,onInput:n=>{this.q=n.currentTarget.value,clearTimeout(this.typing),this.typing=setTimeout(()=>{this.fetch(e)},fi)}})]}),o("label",{class:"inline",children:[o("span",{children:a("import.language")}),o("select",{onChange:n=>{this.language=n.currentTarget.value,this.fetch(e)},children:o(He,{chosen:this.language})})]}),o(h,{label:a("reload"),does:()=>{this.fetch(e)},kind:"quiet",symbol:"refresh",busy:this.busy})]})}found(e,{positions:n,closed:i,fetched_at:r,hint:s}){return o(_,{children:[o("p",{class:"small",role:"status","data-rest":!0,tabIndex:-1,children:[O("import.found",n.length)," · ",a("import.fetched",{when:V(r)})]}),this.stale&&o(P,{tone:"warn",title:a("import.stale",{when:this.stale})}),i.length>0&&o(P,{tone:"warn",title:O("import.closed",i.length),text:i.map(({title:c})=>c).join(" · ")}),n.length===0?o(ce,{symbol:"search",title:a("import.none"),text:s}):o("ul",{class:"cards",children:n.map(c=>o("li",{children:this.card(e,c)},c.position_id))}),n.length>0&&o("p",{class:"small",children:s}),this.chosen.size>0&&o("div",{class:"chosen",children:o(h,{label:O("import.selected",this.chosen.size),kind:"primary",symbol:"plus",does:()=>this.importChosen(e)})})]})}card(e,n){let{position_id:i,title:r,languages:s,imported:c,suggested:[l]=[]}=n,d=s.includes(this.language??""),[g]=s,u=[n.offices.join(", "),n.department,n.employment_type&&j("employment_type",n.employment_type),n.schedule&&j("working_time",n.schedule)];return o("article",{class:"card position","aria-labelledby":`position-${i}`,children:[!c&&o("label",{class:"check select",children:o("input",{type:"checkbox",checked:this.chosen.has(i),"aria-label":`${a("import.select")}: ${r}`,onChange:m=>{m.currentTarget.checked?this.chosen.set(i,n):this.chosen.delete(i),this.update()}})}),o("div",{class:"position-main",children:[o("div",{class:"head",children:[o("h2",{id:`position-${i}`,children:r}),o("div",{class:"chips",children:[c&&o(U,{tone:"good",symbol:"check",label:a("positions.imported")}),n.changed&&o(U,{tone:"busy",symbol:"refresh",label:a("positions.changed")}),n.closed&&o(U,{tone:"bad",symbol:"minus",label:a("positions.closed")})]})]}),o("p",{class:"facts",children:u.filter(Boolean).join(" · ")}),o("p",{class:"small",children:s.length?a("positions.languages",{languages:s.map(ne).join(", ")}):a("positions.no_text")}),!c&&!d&&g&&o("p",{class:"small",children:a("positions.other_language",{language:ne(this.language??"de"),instead:ne(g)})}),l&&o("p",{class:"hint",children:a("positions.suggested",{title:l.title})})]}),o("div",{class:"actions",children:[c&&o(h,{label:a(n.changed?"import.changes":"import.open"),about:r,kind:"small",symbol:"list",busy:this.importing===i,does:()=>{this.take(e,n)}},"open"),!c&&l&&o(h,{label:a("import.link"),about:r,kind:"primary small",symbol:"link",does:()=>pe(this,e,{job:l.job_id,title:l.title,position:i})},"link"),!c&&o(h,{label:a("import.pick"),about:r,kind:l?"small":"primary small",symbol:"plus",busy:this.importing===i,does:()=>{this.take(e,n)}},"import")]})]})}async fetch(e){let n=this.asked+=1;this.busy=!0,this.update();try{let i=await e.calls.listPositions({...this.language&&{language:this.language},q:this.q});if(n!==this.asked)return;Object.assign(this,{list:i,problem:void 0,stale:void 0})}catch(i){if(n!==this.asked)return;this.problem=R(i);let{last:r}=this.problem;this.list=r?.list,this.stale=r&&V(new Date(Date.now()-r.age*1e3).toISOString())}this.busy=!1,this.update()}wish({position_id:e,languages:n}){let i=n.includes(this.language??"")?this.language:void 0;return i?{position_id:e,language:i}:{position_id:e}}async take(e,n){if(!this.importing){this.importing=n.position_id,this.problem=void 0,this.update();try{let i=await e.calls.importPosition(this.wish(n)),r=!n.imported;nt(this,e,i,{fresh:r}),r&&this.imported(e,[i])}catch(i){this.problem=R(i)}this.importing=void 0,this.update()}}imported(e,n){for(let{position_id:i}of n)this.chosen.delete(i??0);for(let{job_id:i}of n)this.say("personio-changed",{what:"ad",job:i});e.adsChanged()}importChosen(e){let n=[...this.chosen.values()],i=new Map(n.map(({position_id:l})=>[l,"wait"])),r=()=>[...i.values()].filter(l=>typeof l=="object"&&"ad"in l).length,s=()=>[...i.values()].every(l=>typeof l=="object"),c=async()=>{for(let l of n){i.set(l.position_id,"busy"),this.update();try{let d=await e.calls.importPosition(this.wish(l));i.set(l.position_id,{ad:d}),this.imported(e,[d])}catch(d){i.set(l.position_id,{problem:R(d)})}}this.update()};D(this,{title:()=>a("import.result.title"),wide:!0,body:()=>o(_,{children:[o("p",{class:"lead",id:"imported",role:"status",children:a("import.result.done",{done:r(),all:n.length})}),o("progress",{max:n.length,value:[...i.values()].filter(l=>typeof l=="object").length,"aria-labelledby":"imported"}),o("ul",{class:"rows",children:n.map(({position_id:l,title:d})=>o("li",{class:"row",children:[o("span",{class:"row-title",children:[o("strong",{children:d}),o("span",{children:gi(i.get(l))})]}),o(bi,{result:i.get(l)})]},l))}),o("div",{class:"popup-foot",children:o(h,{label:a("close"),does:()=>{E(this)},kind:s()?"primary":"plain"})})]})}),c()}};function gi(t){if(typeof t=="string")return a(`import.result.${t}`);if("problem"in t)return[t.problem.detail,t.problem.hint].filter(Boolean).join(" ");let e=t.ad.missing.length;return e?O("import.result.missing",e):a("import.result.complete")}function bi({result:t}){return t==="busy"?o("span",{class:"spinner","aria-hidden":"true"}):t==="wait"?o($,{name:"clock"}):o($,{name:"problem"in t?"alert":"check"})}var yi=({part:t,books:e})=>o(P,{tone:"info",title:a("import.not_connected"),text:[a("import.not_connected.text"),e.setup.admin?"":ee(e)].filter(Boolean).join(" "),children:e.setup.admin&&o("div",{class:"actions",children:o(h,{label:a("export.connect"),kind:"primary small",symbol:"arrow",does:()=>t.say("personio-go",{to:"connection"})})})});W("personio-positions",at);var Vn=["unassigned","offer","accepted","rejected","withdrawn"],vi=0,Wt=(t="")=>({key:++vi,id:t,source:"",constant:"",options:[]});function Ce(t){let{version:e,attributes:n,phase:i,tags:r,send:s}=t;return{version:e,rows:n.map(({id:c,field:l,constant:d,options:g})=>({...Wt(c),source:l??"=",constant:d??"",options:Object.entries(g??{}).map(([u,m])=>({word:u,option:m}))})),phase:i?i.type==="custom"?"#":String(i.id):"",phaseId:i?.type==="custom"?String(i.id):"",tags:(r??[]).join(", "),send:{...s}}}function Ae({version:t,rows:e,phase:n,phaseId:i,tags:r,send:s}){let c=i.trim(),l=/^\d{1,15}$/.test(c)?Number(c):c;return{version:t,attributes:e.map(d=>({id:d.id.trim(),...d.source==="="?{constant:d.constant}:d.source?{field:d.source}:{},...d.source!=="="&&d.options.length>0?{options:Object.fromEntries(d.options.map(({word:g,option:u})=>[g.trim(),u.trim()]))}:{}})),phase:n?{type:n==="#"?"custom":"system",id:n==="#"?l:n}:null,tags:r.split(",").map(d=>d.trim()).filter(Boolean),send:s}}var xi=400,lt=class extends L{successful=[];wanted="";rules;draft;problem;busy=!1;match="";shown;previewProblem;asking=0;timer;get attribute(){return this.wanted}set attribute(e){this.wanted!==e&&(this.wanted=e,this.take(),this.isConnected&&this.update())}begin(e){Object.assign(this,{rules:void 0,draft:void 0,problem:void 0,shown:void 0}),this.load(e)}view(e){let{rules:n,draft:i}=this;if(!n||!i)return this.problem?o(S,{problem:this.problem}):o(Z,{rows:4});let r=e.setup.admin;return o("section",{class:"card rules","aria-labelledby":"rules-title",children:[o("div",{class:"rules-head",children:[o("h2",{id:"rules-title",tabIndex:-1,"data-rest":!0,children:a("rules.title")}),o("p",{children:a("rules.lead")})]}),o("div",{class:"rules-columns",children:[o("form",{class:"rules-form","aria-label":a("rules.title"),onSubmit:s=>{s.preventDefault(),this.save(e)},children:[n.unreadable&&o(P,{tone:"bad",title:a("rules.unreadable"),text:a("rules.unreadable.text")}),n.version===0&&!n.unreadable&&o(P,{tone:"info",title:a("rules.none"),text:a("rules.none.text")}),!r&&o(P,{tone:"info",title:a("admin_only"),text:ee(e)}),o(wi,{rules:n,draft:i,add:r?s=>this.change(e,()=>this.add(s)):void 0}),o("fieldset",{class:"plain",disabled:!r,children:[o(_i,{rules:n,draft:i,changed:s=>this.change(e,s)}),o(ki,{rules:n,draft:i,fault:this.fault,changed:s=>this.change(e,s),add:()=>this.change(e,()=>this.add(""))}),o(Ei,{draft:i,fault:this.fault,changed:s=>this.change(e,s)})]}),this.trouble(e),r&&o("div",{class:"actions",children:[o(h,{label:a("rules.save"),kind:"primary",symbol:"check",submits:!0,busy:this.busy}),o(h,{label:a("rules.discard"),does:()=>this.reset(e),disabled:!this.dirty})]}),n.changed_at&&o("p",{class:"small",children:a("rules.changed",{when:V(n.changed_at),who:e.setup.nameOf?.(n.changed_by??"")??a("somebody")})})]}),this.side(e)]})]})}get dirty(){return JSON.stringify(Ae(this.draft))!==JSON.stringify(Ae(Ce(this.rules)))}trouble(e){let{problem:n}=this;if(n?.code!=="rules_changed"||!n.rules)return o(S,{problem:n});let i=n.rules;return o(S,{problem:n,children:[o(h,{label:a("rules.theirs"),does:()=>{Object.assign(this.rules,i),this.reset(e)}}),o(h,{label:a("rules.mine"),does:()=>{this.draft.version=i.version,this.save(e)}})]})}side(e){let n=this.successful,i=r=>{let{person:s,job:c}=e.setup.describe?.(r)??{};return[s??r,c].filter(Boolean).join(" · ")};return n.length>0&&!n.includes(this.match)&&(this.match=n[0],this.later(e,0)),o("aside",{class:"rules-side","aria-labelledby":"rules-preview",children:[o("h3",{id:"rules-preview",children:a("rules.preview")}),n.length===0?o(ce,{symbol:"people",title:a("rules.preview.none"),text:a("rules.preview.none.text")}):o(_,{children:[o("div",{class:"field",children:[o("label",{for:"rules-match",children:a("rules.preview.match")}),o("select",{id:"rules-match",value:this.match,onChange:r=>{this.match=r.currentTarget.value,this.later(e,0)},children:n.map(r=>o("option",{value:r,children:i(r)},r))})]}),this.preview()]})]})}preview(){if(this.previewProblem?.code==="rules_invalid")return o(P,{tone:"info",title:a("rules.preview.unfit"),text:a("rules.preview.unfit.text")});if(this.previewProblem)return o(S,{problem:this.previewProblem});if(!this.shown)return o(Z,{rows:3});let{document:e,export:n}=this.shown;return o("div",{"aria-busy":this.timer!==void 0,children:[n?.code==="rule_broken"&&o(P,{tone:"warn",title:n.sentence}),e?o(Ot,{document:e}):o(P,{tone:"info",title:n?.sentence})]})}fault=e=>this.problem?.faults?.find(n=>n.path===e);add(e){this.draft.rows.push(Wt(e)),this.focusSoon()}take(){!this.wanted||!this.draft||this.draft.rows.some(({id:e})=>e===this.wanted)||this.add(this.wanted)}focusSoon(){setTimeout(()=>{let e=this.shadowRoot?.querySelectorAll(".attribute");e?.[e.length-1]?.querySelector(this.draft?.rows.at(-1)?.id?"select":"input")?.focus()},50)}change(e,n){n(this.draft),this.later(e,xi),this.update()}reset(e){this.draft=Ce(this.rules),this.problem=void 0,this.later(e,0),this.update()}async load(e){try{this.rules=await e.calls.showRules(),this.draft=Ce(this.rules),this.take()}catch(n){this.problem=R(n)}this.update()}async save(e){if(!this.busy){this.busy=!0,this.problem=void 0,this.update();try{this.rules=await e.calls.saveRules(Ae(this.draft)),this.draft=Ce(this.rules),this.say("personio-told",{text:a("saved")}),this.say("personio-changed",{what:"rules"})}catch(n){this.problem=R(n),setTimeout(()=>this.shadowRoot?.querySelector("[aria-invalid]")?.focus(),50)}this.busy=!1,this.later(e,0),this.update()}}later(e,n){clearTimeout(this.timer),this.timer=setTimeout(()=>{this.ask(e)},n)}async ask(e){if(this.timer=void 0,!this.match||!this.draft)return;let n=this.asking+=1,i,r;try{i=await e.calls.previewExport(this.match,Ae(this.draft))}catch(s){r=R(s)}n===this.asking&&(this.shown=i??this.shown,this.previewProblem=r,this.update())}};function wi({rules:t,draft:e,add:n}){return t.asked_for.length===0?null:o(P,{tone:"warn",title:a("rules.asked_for"),children:o("ul",{children:t.asked_for.map(({id:i,reason:r,sentence:s})=>o("li",{children:[s," ",n&&!e.rows.some(c=>c.id===i)&&o(h,{label:a("rules.asked_for.add"),about:i,kind:"small",symbol:"plus",does:()=>n(i)})]},`${i} ${r}`))})})}function _i({rules:t,draft:e,changed:n}){let i=r=>t.fields.find(s=>s.name===r)?.example??"";return o("div",{class:"rules-part",children:[o("h3",{id:"rules-fields",children:a("rules.fields")}),o("p",{children:a("rules.fields.text")}),o("table",{"aria-labelledby":"rules-fields",children:[o("thead",{children:o("tr",{children:[o("th",{scope:"col",children:a("rules.field")}),o("th",{scope:"col",children:a("rules.example")}),o("th",{scope:"col",children:a("rules.sent")})]})}),o("tbody",{children:t.switches.map(r=>o("tr",{children:[o("th",{scope:"row",id:`switch-${r}`,children:j("detail",r)}),o("td",{children:i(r)}),o("td",{children:o("label",{class:"check",children:o("input",{type:"checkbox",role:"switch","aria-labelledby":`switch-${r}`,checked:e.send[r]??!0,onChange:s=>{let c=s.currentTarget.checked;n(({send:l})=>{l[r]=c})}})})})]},r))})]})]})}function ki({rules:t,draft:e,fault:n,changed:i,add:r}){return o("div",{class:"rules-part",children:[o("h3",{children:a("rules.attributes")}),o("p",{children:a("rules.attributes.text")}),e.rows.map((s,c)=>o(Pi,{rules:t,row:s,path:`attributes[${c}]`,fault:n,changed:l=>i(()=>l(s)),remove:()=>i(l=>{l.rows=l.rows.filter(d=>d!==s)})},s.key)),o("div",{class:"actions",children:o(h,{label:a("rules.attribute.add"),symbol:"plus",kind:"small",does:r})})]})}function Pi({rules:t,row:e,path:n,fault:i,changed:r,remove:s}){let c=`attribute-${e.key}`,{type:l,example:d=""}=t.fields.find(({name:u})=>u===e.source)??{},g=l==="text"||l==="choice";return o("fieldset",{class:"attribute",children:[o("legend",{children:e.id||a("rules.attribute.new")}),o(xe,{id:`${c}-id`,label:a("rules.attribute.id"),fault:i(`${n}.id`),children:u=>o("input",{...u,type:"text",placeholder:"custom_attribute_123456",value:e.id,onInput:m=>{let f=m.currentTarget.value;r(p=>{p.id=f})}})}),o(xe,{id:`${c}-source`,label:a("rules.attribute.source"),fault:i(n)??i(`${n}.field`),children:u=>o("select",{...u,value:e.source,onChange:m=>{let f=m.currentTarget.value;r(p=>{p.source=f})},children:[o("option",{value:"",children:a("ad.choose")}),t.fields.map(({name:m})=>o("option",{value:m,children:j("detail",m)},m)),o("option",{value:"=",children:a("rules.constant")})]})}),e.source==="="&&o(xe,{id:`${c}-constant`,label:a("rules.constant"),fault:i(`${n}.constant`),children:u=>o("input",{...u,type:"text",value:e.constant,onInput:m=>{let f=m.currentTarget.value;r(p=>{p.constant=f})}})}),g&&o(Si,{row:e,id:c,example:d,path:`${n}.options`,fault:i,changed:r}),o("div",{class:"actions",children:o(h,{label:a("rules.attribute.remove"),about:e.id,kind:"quiet small",symbol:"close",does:s})})]})}function Si({row:t,id:e,example:n,path:i,fault:r,changed:s}){let c=r(i);return o("div",{class:"options",children:[t.options.map((l,d)=>{let g=r(`${i}.${l.word.trim()}`);return o("div",{class:"option",children:[o("input",{type:"text","aria-label":a("rules.option.word",{n:d+1}),placeholder:n,value:l.word,onInput:u=>{let m=u.currentTarget.value;s(()=>{l.word=m})}}),o("span",{"aria-hidden":"true",children:"→"}),o("input",{type:"text","aria-label":a("rules.option.id",{n:d+1}),"aria-invalid":g||c?"true":void 0,"aria-describedby":g?`${e}-option-${d}-fault`:c?`${e}-options-fault`:void 0,placeholder:"custom_option_123",value:l.option,onInput:u=>{let m=u.currentTarget.value;s(()=>{l.option=m})}}),o(h,{label:a("rules.option.remove"),about:l.word,kind:"quiet small",symbol:"close",does:()=>s(({options:u})=>{u.splice(d,1)})}),g&&o(Ut,{id:`${e}-option-${d}-fault`,fault:g})]},d)}),c&&o(Ut,{id:`${e}-options-fault`,fault:c}),o(h,{label:a("rules.option.add"),about:t.id,kind:"quiet small",symbol:"plus",does:()=>s(({options:l})=>{l.push({word:"",option:""})})})]})}function Ei({draft:t,fault:e,changed:n}){return o("div",{class:"rules-part",children:[o("h3",{children:a("rules.rest")}),o(xe,{id:"rules-phase",label:a("rules.phase"),help:a("rules.phase.help"),fault:e("phase.type"),children:i=>o("select",{...i,value:t.phase,onChange:r=>{let s=r.currentTarget.value;n(c=>{c.phase=s})},children:[o("option",{value:"",children:a("rules.phase.none")}),Vn.map(r=>o("option",{value:r,children:j("phase",r)},r)),o("option",{value:"#",children:a("rules.phase.custom")})]})}),t.phase==="#"&&o(xe,{id:"rules-phase-id",label:a("rules.phase.id"),fault:e("phase.id"),children:i=>o("input",{...i,type:"text",inputMode:"numeric",value:t.phaseId,onInput:r=>{let s=r.currentTarget.value;n(c=>{c.phaseId=s})}})}),o(xe,{id:"rules-tags",label:a("rules.tags"),help:a("rules.tags.help"),fault:e("tags")??Ai(e),children:i=>o("input",{...i,type:"text",value:t.tags,onInput:r=>{let s=r.currentTarget.value;n(c=>{c.tags=s})}})})]})}var Ci=21,Ai=t=>Array.from({length:Ci},(e,n)=>t(`tags[${n}]`)).find(Boolean);function xe({id:t,label:e,help:n,fault:i,children:r}){let s=[n&&`${t}-help`,i&&`${t}-fault`].filter(Boolean).join(" ");return o("div",{class:"field",children:[o("label",{for:t,children:e}),r({id:t,"aria-invalid":i?"true":void 0,"aria-describedby":s||void 0}),n&&o("p",{id:`${t}-help`,class:"help",children:n}),i&&o(Ut,{id:`${t}-fault`,fault:i})]})}var Ut=({id:t,fault:e})=>o("p",{id:t,class:"fault",children:e.detail});W("personio-rules",lt);export{J as a,Ri as b,Re as c,fo as d,zi as e,ge as f,Fe as g,gn as h,$ as i,a as j,O as k,j as l,V as m,D as n,E as o,It as p,h as q,U as r,P as s,Ve as t,ce as u,Z as v,Ke as w,Qe as x,Xe as y,et as z,ot as A,st as B,at as C,lt as D};
